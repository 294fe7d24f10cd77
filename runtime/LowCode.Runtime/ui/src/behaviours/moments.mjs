// The calendar of a date field (data-moment: date, datetime or time). Drawn here, so that it opens and turns its pages at once on any line, and in the
// language of the page. What is chosen is typed into the field; reading it is the server's. Arrow down in the field goes into the calendar: arrows walk,
// Page Up and Down turn the month, Enter chooses, Esc goes back.
import { place } from './popups.mjs';

const day = 86_400_000;
const iso = date => date.toISOString().slice(0, 10);
const parse = text => /^\d{4}-\d{2}-\d{2}/.test(text ?? '') ? new Date(`${text.slice(0, 10)}T00:00:00Z`) : null;
const language = () => document.documentElement.lang || 'en';
const coarse = matchMedia('(pointer: coarse)');
let panel = null;

const element = (tag, props = {}, ...children) => { const made = Object.assign(document.createElement(tag), props); made.append(...children); return made; };

function open(box, into) {
  if (panel?.box === box) return into && focusIn();
  close();
  const { moment: kind, words, today, min, max } = box.dataset;
  const [title, before, after, clear, times] = words.split('|');
  const input = box.querySelector('input');
  const popup = element('div', { className: 'popup panel moment-panel', popover: 'manual' });
  popup.setAttribute('role', 'dialog');
  popup.setAttribute('aria-label', kind === 'time' ? times : title);
  box.append(popup);
  panel = { box, input, popup, kind, today: parse(today), min: parse(min), max: parse(max), texts: { before, after, clear, times } };
  read();
  popup.showPopover();
  draw();
  panel.follows = new MutationObserver(() => {
    const inside = popup.contains(document.activeElement);
    if (inside && panel.walked) return;
    read();
    draw();
    if (inside) focusIn();
  });
  panel.follows.observe(box, { attributes: true, attributeFilter: ['data-value'] });
  if (into) focusIn();
}

function close(back) {
  if (!panel) return;
  const { popup, input, follows } = panel;
  panel = null;
  follows.disconnect();
  popup.remove();
  if (back) input.focus({ preventScroll: true });
}

// what stands in the field; of words, what the server has read from them
function read() {
  const text = /^\d{4}-|^\d{2}:/.test(panel.input.value) ? panel.input.value : panel.box.dataset.value ?? '';
  panel.chosen = parse(text);
  panel.time = /(\d{2}:\d{2})/.exec(text)?.[1] ?? null;
  panel.at = panel.chosen ?? panel.today;
}

const allowed = date => (!panel.min || date >= panel.min) && (!panel.max || date <= panel.max);

function draw() {
  const { popup, kind } = panel;
  popup.replaceChildren(...[kind === 'time' ? null : month(), kind === 'date' ? null : clock()].filter(Boolean));
  popup.querySelector('.moment-times [aria-selected="true"]')?.scrollIntoView({ block: 'center' });
  place(popup);
}

function month() {
  const { at, chosen, today, texts } = panel;
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const from = new Date(first - (first.getUTCDay() + 6) % 7 * day);
  const name = options => new Intl.DateTimeFormat(language(), { timeZone: 'UTC', ...options });
  const turn = (label, by) => { const button = element('button', { type: 'button', textContent: by < 0 ? '‹' : '›', onclick: () => walk(0, by) }); button.setAttribute('aria-label', label); return button; };
  const head = element('div', { className: 'moment-head' }, element('span', { textContent: name({ year: 'numeric', month: 'long' }).format(first) }), turn(texts.before, -1), turn(texts.after, 1));
  head.firstChild.setAttribute('aria-live', 'polite');
  const table = element('table', { className: 'moment-days' });
  table.setAttribute('role', 'grid');
  const names = table.createTHead().insertRow();
  for (let i = 0; i < 7; i++) names.append(element('th', { scope: 'col', textContent: name({ weekday: 'narrow' }).format(+from + i * day) }));
  const body = table.createTBody();
  for (let week = 0; week < 6; week++) {
    const row = body.insertRow();
    for (let i = 0; i < 7; i++) {
      const date = new Date(+from + (week * 7 + i) * day), cell = row.insertCell();
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('aria-selected', String(+date === +chosen));
      const button = element('button', { type: 'button', textContent: date.getUTCDate(), tabIndex: +date === +at ? 0 : -1, disabled: !allowed(date), onclick: () => choose(date) });
      button.className = [date.getUTCMonth() === at.getUTCMonth() ? '' : 'is-other', +date === +today ? 'is-today' : ''].join(' ').trim();
      button.dataset.day = iso(date);
      button.setAttribute('aria-label', name({ dateStyle: 'full' }).format(date));
      cell.append(button);
    }
  }
  const near = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const quick = by => element('button', { type: 'button', textContent: near.format(by, 'day'), onclick: () => choose(new Date(+today + by * day)), disabled: !allowed(new Date(+today + by * day)) });
  const foot = element('div', { className: 'moment-quick' }, quick(0), quick(1), element('button', { type: 'button', textContent: texts.clear, onclick: () => type('') }));
  return element('div', {}, head, table, foot);
}

function clock() {
  const list = element('div', { className: 'moment-times' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', panel.texts.times);
  const near = panel.time ?? '09:00';
  for (let half = 0; half < 48; half++) {
    const text = `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
    const button = element('button', { type: 'button', textContent: text, tabIndex: text === near ? 0 : -1, onclick: () => pick(text) });
    button.setAttribute('role', 'option');
    button.setAttribute('aria-selected', String(text === panel.time));
    list.append(button);
  }
  if (!list.querySelector('[tabindex="0"]')) list.firstChild.tabIndex = 0;
  requestAnimationFrame(() => { if (!panel?.time) list.scrollTop = 18 * 28; });
  return list;
}

const choose = date => panel.kind === 'date' ? type(iso(date)) : (type(`${iso(date)} ${panel.time ?? '09:00'}`, true), read(), draw(), focusTimes());
const pick = text => type(panel.kind === 'time' ? text : `${iso(panel.chosen ?? panel.today)} ${text}`);

function type(text, stay) {
  const { input } = panel;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  if (!stay) close(true);
}

function walk(days, months = 0) {
  const { at } = panel;
  let to = new Date(+at + days * day);
  if (months) {
    to = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
    const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
    to.setUTCDate(Math.min(at.getUTCDate(), last));
  }
  panel.at = to;
  panel.walked = true;
  const inside = panel.popup.querySelector('.moment-days')?.contains(document.activeElement);
  draw();
  if (inside) focusIn();
}

const focusIn = () => (panel.popup.querySelector('.moment-days [tabindex="0"]') ?? panel.popup.querySelector('.moment-times [tabindex="0"]'))?.focus();
const focusTimes = () => (panel.popup.querySelector('.moment-times [aria-selected="true"]') ?? panel.popup.querySelector('.moment-times [tabindex="0"]'))?.focus();

const boxOf = target => target instanceof Element ? target.closest('[data-moment]') : null;

document.addEventListener('click', event => {
  const box = boxOf(event.target);
  if (!box || event.target.closest('.moment-panel')) return;
  const input = box.querySelector('input');
  if (input.disabled || input.readOnly) return;
  if (event.target.closest('.moment-open')) {
    if (panel?.box === box) return close(true);
    input.focus({ preventScroll: true });
    open(box, false);
  } else if (event.target === input) open(box, false);
});
// on a phone the calendar is the keyboard
document.addEventListener('pointerdown', event => {
  const box = boxOf(event.target);
  if (box && event.target === box.querySelector('input')) event.target.inputMode = coarse.matches ? 'none' : '';
  if (panel && box !== panel.box) close();
  else if (event.target instanceof Element && event.target.closest('.moment-open, .moment-panel')) event.preventDefault();
}, true);
document.addEventListener('focusout', event => {
  if (panel?.box.contains(event.target)) setTimeout(() => { if (panel && !panel.box.contains(document.activeElement)) close(); });
});
document.addEventListener('input', event => {
  if (panel && event.target === panel.input && event.isTrusted) { read(); draw(); }
});
document.addEventListener('keydown', event => {
  const box = boxOf(event.target);
  if (!box) return;
  const input = box.querySelector('input');
  const done = () => { event.preventDefault(); event.stopPropagation(); };
  if (event.target === input) {
    // among cells the arrows go from row to row
    if (event.key === 'ArrowDown' && (event.altKey || !input.closest('[data-rows], [role="grid"]')) && !input.disabled && !input.readOnly) { done(); open(box, true); }
    else if (event.key === 'Escape' && panel?.box === box) { done(); close(); }
    else if (event.key === 'Enter') close();
    return;
  }
  if (!panel || !panel.popup.contains(event.target)) return;
  if (event.key === 'Escape') { done(); return close(true); }
  if (event.target.closest('.moment-times')) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (event.key === 'ArrowLeft' && panel.kind === 'datetime') { done(); return focusIn(); }
    if (!by) return;
    done();
    const all = [...panel.popup.querySelectorAll('.moment-times button')];
    all[Math.max(0, Math.min(47, all.indexOf(event.target) + by))].focus();
  } else if (event.target.closest('.moment-days')) {
    const step = { ArrowLeft: [-1], ArrowRight: [1], ArrowUp: [-7], ArrowDown: [7], PageUp: [0, -1], PageDown: [0, 1], Home: [-(panel.at.getUTCDay() + 6) % 7], End: [6 - (panel.at.getUTCDay() + 6) % 7] }[event.key];
    if (!step) return;
    done();
    walk(...step);
  }
}, true);
