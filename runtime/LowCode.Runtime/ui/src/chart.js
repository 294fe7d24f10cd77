// Draws one chart with Apache ECharts (SVG). .NET sends the whole picture as JSON; colours come from the page's tokens, numbers are written as the page's language does.
import * as echarts from 'echarts/core';
import { BarChart, FunnelChart, LineChart, PieChart, RadarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, RadarComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, FunnelChart, LineChart, PieChart, RadarChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, RadarComponent, TooltipComponent, SVGRenderer]);

// Tokens are written with light-dark(); only a computed colour says what they mean here and now.
function colours(host, names) {
  const probe = host.appendChild(Object.assign(document.createElement('span'), { hidden: true }));
  const read = token => { probe.style.color = `var(${token})`; return getComputedStyle(probe).color; };
  const found = {
    sequence: [...names.map(name => read(`--${name}-dot`)), ...[1, 2, 3, 4, 5, 6, 7, 8].map(n => read(`--chart-${n}`))],
    ink: read('--ink'), muted: read('--ink-3'), line: read('--line'), control: read('--line-control'), off: read('--line-strong'), surface: read('--surface'), raised: read('--raised'),
    font: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return found;
}

function numbers({ scale, unit, percent, currency }, lang) {
  const exact = new Intl.NumberFormat(lang, { maximumFractionDigits: scale ?? 2, minimumFractionDigits: scale ?? 0, style: percent ? 'percent' : 'decimal' });
  const short = new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1, style: percent ? 'percent' : 'decimal' });
  const around = text => `${currency ?? ''}${text}${unit ? ` ${unit}` : ''}`;
  return { exact: value => value == null || value === '' ? '–' : around(exact.format(value)), short: value => `${currency ?? ''}${short.format(value)}` };
}

function axis({ number, ...axis }, look, write, lang) {
  const value = axis.type === 'value';
  const own = number ? numbers(number, lang) : write;
  return {
    ...axis,
    axisLine: { show: !value, lineStyle: { color: look.control } }, axisTick: { show: false },
    splitLine: { show: value, lineStyle: { color: look.line }, ...axis.splitLine },
    axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true, ...(value ? { formatter: own.short } : { width: 96, overflow: 'truncate' }), ...axis.axisLabel },
  };
}

// A series: "number" is the format of its own numbers, "quiet" one that stands behind the others.
function line({ number, quiet, ...one }, look, write, lang) {
  const own = number ? numbers(number, lang) : write;
  const round = one.type === 'pie' || one.type === 'funnel';
  return {
    ...one,
    ...(number ? { tooltip: { valueFormatter: own.exact } } : {}),
    ...(round ? { itemStyle: { borderColor: look.surface, borderWidth: 2, ...one.itemStyle } } : {}),
    ...(quiet ? { z: 1, color: look.off, itemStyle: { ...one.itemStyle, color: look.off }, lineStyle: { ...one.lineStyle, type: 'dashed', color: look.off }, areaStyle: undefined } : {}),
    label: one.label && { color: one.label.position === 'inside' ? undefined : look.muted, textBorderWidth: 0, fontSize: 11, ...one.label, ...(one.label.value ? { formatter: item => own[one.label.value === 'short' ? 'short' : 'exact'](item.value) } : {}) },
    labelLine: one.type === 'pie' ? { lineStyle: { color: look.control } } : undefined,
    markLine: one.markLine && { ...one.markLine, lineStyle: { color: look.muted, ...one.markLine.lineStyle }, label: { color: look.muted, fontSize: 11, ...one.markLine.label } },
  };
}

function dress(picture, look, lang) {
  const { option } = picture;
  const write = numbers(picture.format ?? {}, lang);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const list = value => value === undefined ? undefined : [value].flat().map(one => axis(one, look, write, lang));
  return {
    ...option,
    color: look.sequence, animation: !still, animationDuration: 180, animationDurationUpdate: 180,
    textStyle: { fontFamily: look.font, color: look.ink },
    xAxis: list(option.xAxis), yAxis: list(option.yAxis),
    legend: option.legend && { type: 'scroll', icon: 'circle', itemWidth: 8, itemHeight: 8, pageIconColor: look.muted, pageTextStyle: { color: look.muted }, ...option.legend, textStyle: { color: look.muted, fontSize: 12, ...option.legend.textStyle } },
    tooltip: { confine: true, backgroundColor: look.raised, borderColor: look.line, textStyle: { color: look.ink, fontSize: 13 }, valueFormatter: write.exact, renderMode: 'richText', ...option.tooltip },
    radar: option.radar && { splitNumber: 4, axisName: { color: look.muted, fontSize: 12, width: 84, overflow: 'truncate' }, nameGap: 8, axisLine: { lineStyle: { color: look.line } }, splitLine: { lineStyle: { color: look.line } }, splitArea: { show: false }, ...option.radar },
    series: option.series.map(one => line(one, look, write, lang)),
    aria: { enabled: false },
  };
}

export function create(host, picture, net) {
  const lang = () => host.closest('[lang]')?.lang || 'zh-CN';
  const chart = echarts.init(host, null, { renderer: 'svg' });
  const draw = () => chart.setOption(dress(picture, colours(host, picture.colours ?? []), lang()), { notMerge: true });
  const sizes = new ResizeObserver(() => chart.resize());
  const theme = new MutationObserver(draw);
  const system = matchMedia('(prefers-color-scheme: dark)');
  sizes.observe(host);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'lang'] });
  system.addEventListener('change', draw);
  document.addEventListener('lc-theme', draw);
  chart.on('click', point => net?.invokeMethodAsync('OnPoint', point.seriesIndex ?? 0, point.dataIndex ?? -1));
  draw();
  return {
    show(next) { picture = next; draw(); },
    dispose() {
      sizes.disconnect();
      theme.disconnect();
      system.removeEventListener('change', draw);
      document.removeEventListener('lc-theme', draw);
      chart.dispose();
    },
  };
}
