// Typing in a cell. The server draws the field's own input into the cell; until it is there, what is typed is kept. Enter and Tab save and go on,
// Esc leaves the value as it was, a press elsewhere saves.
export function watchEditor(grid) {
  const { host, rows } = grid;
  let waiting = null, armed = null, leaving = false, going = null;

  grid.edit = async text => {
    waiting = { text: text ?? '' , fresh: text !== null };
    if (await grid.call('Edit', grid.cursor.row, grid.cursor.col) !== true) waiting = null;
  };

  // true: the key was typed while the input was on its way; Enter and Tab are done when it is there
  grid.typed = event => {
    if (!waiting || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'Enter') waiting.then = [event.shiftKey ? -1 : 1, 0];
    else if (event.key === 'Tab') waiting.then = [0, event.shiftKey ? -1 : 1];
    else if (event.key.length !== 1) return Boolean(waiting.then);
    else if (!waiting.then) waiting.text += event.key;
    return true;
  };

  // called after each drawing
  grid.arm = () => {
    const cell = rows.querySelector('.is-editing');
    // the saved cell is drawn before the answer is here: keys that follow at once belong to the next cell already
    if (!cell) { if (armed) go(); armed = null; return; }
    if (cell === armed) return;
    const input = cell.querySelector('input:not([type=hidden]), textarea, select, button');
    if (!input) return;
    armed = cell;
    input.focus({ preventScroll: true });
    if (waiting?.fresh && waiting.text && /^(text|tel|url|email|search|textarea)$/.test(input.type)) {
      input.value = waiting.text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.setSelectionRange?.(input.value.length, input.value.length);
    } else input.select?.();
    if (input.getAttribute('role') === 'combobox' && !waiting?.fresh) input.click();
    const then = waiting?.then;
    waiting = null;
    if (then) commit(...then);
  };

  const commit = async (down, right) => {
    if (leaving) return;
    leaving = true;
    going = down === null ? null : [grid.cursor.row + down, grid.cursor.col + right];
    const done = await grid.call('Commit');
    leaving = false;
    if (done === true) go(); else going = null;
  };
  function go() {
    if (!going) return;
    const to = going;
    going = null;
    host.focus({ preventScroll: true });
    grid.move(...to);
  }
  grid.commit = () => rows.querySelector('.is-editing') ? commit(null, 0) : Promise.resolve();

  rows.addEventListener('keydown', event => {
    const cell = event.target.closest?.('.is-editing');
    if (!cell || event.isComposing || event.target.closest('.moment-panel')) return;
    const list = event.target.getAttribute('role') === 'combobox' && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      host.focus({ preventScroll: true });
      grid.call('Cancel');
    } else if (event.key === 'Enter' && !event.altKey && !(event.target.matches('textarea') && event.shiftKey)) {
      // choosing from an open list is saved by the server as soon as the choice is there
      if (list && document.getElementById(event.target.getAttribute('aria-controls'))?.querySelector('[role="option"]')) return;
      event.preventDefault();
      event.stopPropagation();
      commit(event.shiftKey ? -1 : 1, 0);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      commit(0, event.shiftKey ? -1 : 1);
    }
  }, { capture: true, signal: grid.stop });

  rows.addEventListener('focusout', event => {
    const cell = event.target.closest?.('.is-editing');
    if (!cell || cell.contains(event.relatedTarget) || leaving) return;
    setTimeout(() => { if (cell.isConnected && cell.matches('.is-editing') && !cell.contains(document.activeElement) && document.activeElement !== host) commit(null, 0); });
  }, { signal: grid.stop });
}
