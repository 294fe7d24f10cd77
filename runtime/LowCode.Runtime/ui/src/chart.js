// Draws one chart with Apache ECharts (SVG). .NET sends the whole picture as JSON; colours come from the page's tokens, numbers are written as the page's language does.
import * as echarts from 'echarts/core';
import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, FunnelChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

// Tokens are written with light-dark(); only a computed colour says what they mean here and now.
function colours(host) {
  const probe = host.appendChild(Object.assign(document.createElement('span'), { hidden: true }));
  const read = token => { probe.style.color = `var(${token})`; return getComputedStyle(probe).color; };
  const found = {
    sequence: [1, 2, 3, 4, 5, 6, 7, 8].map(n => read(`--chart-${n}`)),
    ink: read('--ink'), muted: read('--ink-3'), line: read('--line'), control: read('--line-control'), surface: read('--surface'), raised: read('--raised'),
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

function axis(axis, look, write) {
  const value = axis.type === 'value';
  return {
    ...axis,
    axisLine: { show: !value, lineStyle: { color: look.control } }, axisTick: { show: false },
    splitLine: { show: value, lineStyle: { color: look.line } },
    axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true, ...(value ? { formatter: write.short } : { width: 96, overflow: 'truncate' }), ...axis.axisLabel },
  };
}

function dress(picture, look, lang) {
  const { option } = picture;
  const write = numbers(picture.format ?? {}, lang);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const list = value => value === undefined ? undefined : [value].flat().map(one => axis(one, look, write));
  return {
    ...option,
    color: look.sequence, animation: !still, animationDuration: 180, animationDurationUpdate: 180,
    textStyle: { fontFamily: look.font, color: look.ink },
    xAxis: list(option.xAxis), yAxis: list(option.yAxis),
    legend: option.legend && { type: 'scroll', icon: 'circle', itemWidth: 8, itemHeight: 8, pageIconColor: look.muted, pageTextStyle: { color: look.muted }, ...option.legend, textStyle: { color: look.muted, fontSize: 12, ...option.legend.textStyle } },
    tooltip: { confine: true, backgroundColor: look.raised, borderColor: look.line, textStyle: { color: look.ink, fontSize: 13 }, valueFormatter: write.exact, renderMode: 'richText', ...option.tooltip },
    series: option.series.map(one => ({
      ...one,
      ...(one.type === 'pie' || one.type === 'funnel' ? { itemStyle: { borderColor: look.surface, borderWidth: 2, ...one.itemStyle } } : {}),
      label: one.label && { color: one.label.position === 'inside' ? undefined : look.muted, textBorderWidth: 0, ...one.label, ...(one.label.value ? { formatter: item => write.exact(item.value) } : {}) },
      labelLine: one.type === 'pie' ? { lineStyle: { color: look.control } } : undefined,
    })),
    aria: { enabled: false },
  };
}

export function create(host, picture, net) {
  const lang = () => host.closest('[lang]')?.lang || 'zh-CN';
  const chart = echarts.init(host, null, { renderer: 'svg' });
  const draw = () => chart.setOption(dress(picture, colours(host), lang()), { notMerge: true });
  const sizes = new ResizeObserver(() => chart.resize());
  const theme = new MutationObserver(draw);
  const system = matchMedia('(prefers-color-scheme: dark)');
  sizes.observe(host);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'lang'] });
  system.addEventListener('change', draw);
  chart.on('click', point => net?.invokeMethodAsync('OnPoint', point.seriesIndex ?? 0, point.dataIndex ?? -1));
  draw();
  return {
    show(next) { picture = next; draw(); },
    dispose() {
      sizes.disconnect();
      theme.disconnect();
      system.removeEventListener('change', draw);
      chart.dispose();
    },
  };
}
