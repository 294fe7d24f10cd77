// Subforms as spreadsheets (table[data-rows]): Enter and arrows go from cell to cell, Enter in the last row adds one, Ctrl D copies a row,
// Ctrl Delete removes it, Alt with an arrow or the grip moves it, a block from a spreadsheet is pasted. What changes rows is told to the server
// through the hidden [data-rows-command].
import { inlet } from '../inlet.mjs';
import { isText, lined, press, write } from '../typed-ahead.mjs';

const inputs = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled):not([tabindex="-1"])';
const gridOf = target => target.closest?.('table[data-rows]');
const rowsOf = grid => grid.tBodies[0].querySelectorAll('tr[data-row]');
let counter = 0;

function cellOf(target) {
  const cell = target.closest('td[data-col]'), row = target.closest('tr[data-row]');
  return cell && row && { row: +row.dataset.row, column: +cell.dataset.col };
}

function send(grid, command) {
  const box = grid.closest('.subform').querySelector('[data-rows-command]');
  if (!box) return false;
  box.value = JSON.stringify({ ...command, n: ++counter });
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

// the server takes the command out of its box
const isDone = grid => !grid.closest('.subform')?.querySelector('[data-rows-command]')?.value;

// A row that is out of sight, or still on its way, is not drawn: scroll to where it must be, and look again. What is typed meanwhile is meant for it;
// whoever has typed nothing and gone elsewhere is not called back.
let awaited = null;

function focusCell(grid, row, column, until = performance.now() + 8000, isReady = () => true) {
  if (row < 0 || column < 0) return;
  if (awaited && !awaited.keys.length && !awaited.ear.focused && document.activeElement !== document.body) return forget();
  const input = isReady() && grid.querySelector(`tr[data-row="${row}"] td[data-col="${column}"]`)?.querySelector(inputs);
  if (input && !awaited?.ear.composing) return arrive(input);
  if (!grid.isConnected || performance.now() > until && !input) return forget();
  const mine = awaited = { grid, keys: awaited?.keys ?? [], ear: awaited?.ear ?? listen(grid) };
  if (input) mine.ear.cover(input);
  const first = rowsOf(grid)[0], scroll = grid.parentElement;
  if (first && scroll.scrollHeight > scroll.clientHeight) scroll.scrollTop += (row - +first.dataset.row) * first.offsetHeight - scroll.clientHeight / 3;
  setTimeout(() => { if (awaited === mine) focusCell(grid, row, column, until, isReady); }, 25);
}

function listen(grid) {
  const ear = inlet(grid.closest('dialog') ?? document.body, grid.closest('.subform').getAttribute('aria-label'), text => awaited?.keys.push({ text }));
  ear.cover(rowsOf(grid)[rowsOf(grid).length - 1] ?? grid);
  ear.focus();
  return ear;
}

function forget() {
  awaited?.ear.remove();
  awaited = null;
}

function arrive(input) {
  const keys = awaited?.keys ?? [];
  input.focus();
  forget();
  if (input.matches('input:not([type=checkbox]):not([type=date]):not([type=datetime-local]):not([type=time])')) input.select?.();
  while (keys.length && !awaited) {
    const on = document.activeElement, at = gridOf(on) && cellOf(on);
    if (!at) return;
    if (isText(keys[0])) write(on, keys);
    else if (keys[0].key === 'Tab') beside(gridOf(on), at.row, at.column, keys.shift().shiftKey ? -1 : 1);
    else press(on, keys.shift());
  }
  if (awaited) awaited.keys.push(...keys);
}

document.addEventListener('keydown', event => {
  if (!awaited || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || !lined.test(event.key)) return;
  if (event.target !== document.body && event.target !== awaited.ear.box && !awaited.grid.closest('.subform')?.contains(event.target)) return;
  awaited.keys.push({ key: event.key, shiftKey: event.shiftKey });
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

function beside(grid, row, column, by) {
  const cells = [...grid.querySelectorAll(`tr[data-row="${row}"] td[data-col]`)].filter(cell => cell.querySelector(inputs)).map(cell => +cell.dataset.col);
  const next = cells[cells.indexOf(column) + by];
  if (next !== undefined) focusCell(grid, row, next);
  return next !== undefined;
}

function atEdge(input, left) {
  if (!input.matches('input[type=text], input:not([type]), textarea, input[type=tel], input[type=url]')) return false;
  const { selectionStart: from, selectionEnd: to, value } = input;
  return (from === 0 && to === value.length) || (from === to && from === (left ? 0 : value.length));
}

document.addEventListener('keydown', event => {
  const grid = gridOf(event.target), at = grid && cellOf(event.target);
  if (!at || event.defaultPrevented) return;
  const { row, column } = at, last = +(grid.dataset.count ?? 0);
  const done = () => event.preventDefault();
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
    const to = row + (event.key === 'ArrowUp' ? -1 : 1);
    done();
    if (to >= 0 && to < last && send(grid, { kind: 'move', row, to })) focusCell(grid, to, column);
  } else if (control && event.key.toLowerCase() === 'd') {
    done();
    if (send(grid, { kind: 'copy', row })) focusCell(grid, row + 1, column);
  } else if (control && (event.key === 'Delete' || event.key === 'Backspace')) {
    done();
    if (send(grid, { kind: 'remove', row })) focusCell(grid, Math.min(row, last - 2), column);
  } else if (event.key === 'Enter' && !event.shiftKey && !control && !event.target.matches('button')) {
    done();
    if (row + 1 < last) focusCell(grid, row + 1, column);
    else if (add(grid)) focusCell(grid, last, firstInput(grid, row));
  } else if (event.key === 'Enter' && event.shiftKey && !event.target.matches('textarea')) {
    done();
    focusCell(grid, row - 1, column);
  } else if (/^Arrow(Up|Down)$/.test(event.key) && !event.target.matches('[role=combobox], textarea, [type=date], [type=datetime-local], [type=time], [role=radio]')) {
    done();
    focusCell(grid, Math.min(last - 1, row + (event.key === 'ArrowUp' ? -1 : 1)), column);
  } else if (event.key === 'ArrowLeft' && !event.shiftKey && atEdge(event.target, true) && beside(grid, row, column, -1)) done();
  else if (event.key === 'ArrowRight' && !event.shiftKey && atEdge(event.target, false) && beside(grid, row, column, 1)) done();
});

function firstInput(grid, row) {
  return +(grid.querySelector(`tr[data-row="${row}"] td[data-col]:has(input, textarea, select)`)?.dataset.col ?? 0);
}

function add(grid) {
  const button = grid.closest('.subform').querySelector('[data-row-add]:not(:disabled)');
  button?.click();
  return !!button;
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-row-add]');
  const grid = button?.closest('.subform').querySelector('table[data-rows]');
  if (grid && event.isTrusted) focusCell(grid, +(grid.dataset.count ?? 0), +(grid.querySelector('td[data-col]:has(input, textarea)')?.dataset.col ?? 0));
});

document.addEventListener('paste', event => {
  const grid = gridOf(event.target), at = grid && cellOf(event.target);
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!at || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
  if (event.target.matches('textarea') && !text.includes('\t')) return;
  event.preventDefault();
  if (send(grid, { kind: 'paste', ...at, text })) focusCell(grid, at.row, at.column, undefined, () => isDone(grid));
});

// the grip: one way for mouse, pen and finger
let drag;
const clear = () => document.querySelectorAll('.is-drop, .is-drop-after, .is-dragged').forEach(row => row.classList.remove('is-drop', 'is-drop-after', 'is-dragged'));

document.addEventListener('pointerdown', event => {
  const grip = event.target.closest?.('[data-row-grip]');
  if (!grip || event.button) return;
  event.preventDefault();
  const row = grip.closest('tr');
  drag = { grid: gridOf(grip), from: +row.dataset.row, to: null };
  row.classList.add('is-dragged');
  grip.setPointerCapture(event.pointerId);
});
document.addEventListener('pointermove', event => {
  if (!drag) return;
  const row = document.elementFromPoint(event.clientX, event.clientY)?.closest('tr[data-row]');
  if (!row || gridOf(row) !== drag.grid) return;
  document.querySelectorAll('.is-drop, .is-drop-after').forEach(each => each.classList.remove('is-drop', 'is-drop-after'));
  drag.to = +row.dataset.row;
  if (drag.to !== drag.from) row.classList.add(drag.to > drag.from ? 'is-drop-after' : 'is-drop');
});
document.addEventListener('pointerup', () => {
  if (drag && drag.to !== null && drag.to !== drag.from) send(drag.grid, { kind: 'move', row: drag.from, to: drag.to });
  drag = null;
  clear();
});
document.addEventListener('pointercancel', () => { drag = null; clear(); });
