// Typing in a cell. The server draws the field's own input into the cell and saves what is in it; while it is on the way with either, keys wait in line,
// so that whoever types ahead on a slow line types into the right cells. Enter and Tab save and go on, Esc leaves the value as it was, a press elsewhere saves.
import { inlet } from '../inlet.mjs';
import { isDone } from '../several.mjs';
import { isText, lined, press, textOf, write } from '../typed-ahead.mjs';

// before the input of several choices stands a button for each that takes it away
const inputIn = cell => cell?.querySelector('input:not([type=hidden]), textarea, select') ?? cell?.querySelector('button');

/** grid says with `writable` whether the cell with the cursor may be typed into; table is what a screen reader calls the grid, parent holds the inlet. */
export function watchEditor(grid, table, parent) {
  const { host, rows } = grid;
  let opening = false, leaving = null, armed = null, touched = null, keys = [];

  // The grid is the stop of the Tab key; the keyboard then is the inlet's, so that an input method can compose before a cell is open. The grid says through it
  // where the cursor is.
  grid.inlet = inlet(parent, table.getAttribute('aria-label'), text => grid.heard(text));
  const { box } = grid.inlet;
  box.dataset.hotkey = 'arrowdown';
  box.setAttribute('aria-controls', table.id);
  // no keyboard comes up on a tablet before something is typed
  if (matchMedia('(pointer: coarse)').matches) box.inputMode = 'none';
  grid.focus = () => grid.inlet.focus();
  host.addEventListener('focus', () => grid.focus(), { signal: grid.stop });
  box.addEventListener('focus', () => { host.tabIndex = -1; }, { signal: grid.stop });
  box.addEventListener('blur', () => { host.tabIndex = 0; }, { signal: grid.stop });
  grid.stop.addEventListener('abort', () => grid.inlet.remove());

  grid.edit = async first => {
    opening = true;
    if (first) keys.unshift(first);
    const open = await grid.call('Edit', grid.cursor.row, grid.cursor.col) === true;
    if (open && (armed || grid.inlet.composing) || !opening) return;
    opening = false;
    // it can't be typed into: what was typed for it says nothing
    while (isText(keys[0])) keys.shift();
    grid.inlet.clear();
    drain();
  };

  // true: the key waits in line
  grid.typed = event => {
    if (!opening && !leaving || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (lined.test(event.key)) keys.push({ key: event.key, shiftKey: event.shiftKey });
    return true;
  };

  // an input method has written something
  grid.heard = text => {
    if (opening || leaving) keys.push({ text });
    else if (grid.writable) return grid.edit({ text });
    else grid.inlet.clear();
    grid.arm();
  };

  // called after each drawing
  grid.arm = () => {
    const cell = rows.querySelector('.is-editing');
    // the saved cell is drawn before the answer is here
    if (cell !== armed && armed) { armed = null; left(); }
    if (!cell) return;
    // a choice that was refused leaves its cell open
    if (cell === armed) { if (leaving?.choice && cell.querySelector('.cell-note')) stay(); return; }
    const input = inputIn(cell);
    // what is being composed is lost when its input loses the focus
    if (!input || grid.inlet.composing) return;
    armed = cell;
    const fresh = textOf(keys[0]) !== '';
    grid.inlet.clear();
    input.focus({ preventScroll: true });
    input.select?.();
    if (input.getAttribute('role') === 'combobox' && !fresh) input.click();
    opening = false;
    drain();
  };

  function drain() {
    while (keys.length && !opening && !leaving) {
      const input = inputIn(armed);
      if (!input && !grid.inlet.focused) { keys = []; return; }
      const on = input ?? grid.inlet.box;
      if (input && isText(keys[0])) write(input, keys);
      else if (keys[0].text) grid.heard(keys.shift().text);
      else press(on, keys.shift());
    }
  }

  async function commit(to) {
    if (leaving) return;
    const mine = leaving = { to };
    const saved = grid.call('Commit');
    // what is composed from now on is the next cell's
    if (to) grid.focus();
    const done = await saved;
    if (leaving !== mine) return;
    if (done === true) left(); else stay();
  }

  function left() {
    if (!leaving) return;
    const { to, choice } = leaving;
    leaving = null;
    if (to || choice) grid.focus();
    if (to) grid.move(...to);
    drain();
  }

  // what was typed ahead was meant for the next cell, and there is none yet; only Esc answers the refusal
  function stay() {
    leaving = null;
    grid.inlet.clear();
    if (grid.inlet.focused) inputIn(armed)?.focus();
    keys = keys.filter(each => each.key === 'Escape').slice(0, 1);
    drain();
  }

  grid.commit = () => rows.querySelector('.is-editing') ? commit(null) : Promise.resolve();
  Object.defineProperty(grid, 'typing', { get: () => Boolean(opening || armed && !leaving) });
  const ahead = (down, right) => [grid.cursor.row + down, grid.cursor.col + right];

  rows.addEventListener('keydown', event => {
    const cell = event.target.closest?.('.is-editing');
    if (!cell || event.target.closest('.moment-panel')) return;
    if (leaving && event.isTrusted) {
      if (grid.typed(event)) { event.preventDefault(); event.stopPropagation(); }
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      grid.focus();
      grid.call('Cancel');
    } else if (event.key === 'Enter' && !event.altKey && !(event.target.matches('textarea') && event.shiftKey)) {
      // choosing from a list, also from one that is still on its way; the server saves as soon as the choice is there
      if (event.target.getAttribute('role') === 'combobox' && offers(event.target)) {
        if ('chooses' in cell.dataset) leaving = { to: null, choice: true };
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      commit(ahead(event.shiftKey ? -1 : 1, 0));
    } else if (event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      commit(ahead(0, event.shiftKey ? -1 : 1));
    }
  }, { capture: true, signal: grid.stop });

  function offers(input) {
    if (isDone(input)) return false;
    const list = document.getElementById(input.getAttribute('aria-controls'));
    return touched === input && (list?.dataset.for ?? '') !== input.value.trim() || input.getAttribute('aria-expanded') === 'true' && Boolean(list?.querySelector('[role="option"]'));
  }
  rows.addEventListener('input', event => { touched = event.target; }, { signal: grid.stop });
  rows.addEventListener('click', event => {
    const option = event.target.closest('[role="option"]');
    if (!option?.closest('.is-editing[data-chooses]')) return;
    if ('creates' in option.dataset) leaving = null; else leaving ??= { to: null, choice: true };
  }, { capture: true, signal: grid.stop });
  // nothing was found for what was typed (behaviours/lists.mjs)
  rows.addEventListener('lc-untaken', event => {
    if (!leaving?.choice) return;
    leaving = null;
    if (event.target === document.activeElement) drain(); else commit(null);
  }, { signal: grid.stop });

  rows.addEventListener('focusout', event => {
    const cell = event.target.closest?.('.is-editing');
    if (!cell || cell.contains(event.relatedTarget) || leaving) return;
    setTimeout(() => { if (cell.isConnected && cell.matches('.is-editing') && !cell.contains(document.activeElement) && !grid.inlet.focused) commit(null); });
  }, { signal: grid.stop });
}
