// The rows of a table in groups, worked as those of the plain table: arrows walk through the cells, Enter, F2, typing or a double click edits, Ctrl Enter
// opens the record beside the list. Group heads are passed over. The cell with the cursor holds the focus itself.
import { watchEditor } from './grid/editor.mjs';

const phone = matchMedia('(max-width: 640px)');

export function create(host, net) {
  const stop = new AbortController(), listen = { signal: stop.signal };
  const lines = () => [...host.querySelectorAll('tbody > tr[data-id]')];
  const at = target => {
    const cell = target.closest?.('tr[data-id] > td');
    return cell && host.contains(cell) && { row: lines().indexOf(cell.parentElement), col: [...cell.parentElement.children].indexOf(cell), cell };
  };
  const grid = {
    host, rows: host.querySelector('tbody'), stop: stop.signal, cursor: { row: 0, col: 0 },
    get cell() { return lines()[grid.cursor.row]?.children[grid.cursor.col] ?? null; },
    // the server knows rows by their records
    call(name, ...args) {
      if (name === 'Edit') args[0] = Number(lines()[args[0]]?.dataset.id ?? 0);
      return net.invokeMethodAsync(name, ...args).catch(error => stop.signal.aborted || console.error(error));
    },
    move(row, col) {
      const all = lines();
      if (all.length === 0) return;
      grid.cursor = { row: Math.max(0, Math.min(row, all.length - 1)), col: Math.max(0, Math.min(col, all[0].children.length - 1)) };
      if (host.querySelector('.is-noted')) grid.call('Cancel');
      mark();
      grid.cell?.focus({ preventScroll: true });
      grid.cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
  };
  watchEditor(grid);

  // one cell is reached by the Tab key
  function mark() {
    host.querySelectorAll('td[tabindex="0"]').forEach(cell => { if (cell !== grid.cell) cell.tabIndex = -1; });
    if (grid.cell) grid.cell.tabIndex = 0;
  }

  host.addEventListener('focus', () => grid.cell?.focus({ preventScroll: true }), listen);
  host.addEventListener('focusin', event => {
    const place = at(event.target);
    if (place && place.cell === event.target) { grid.cursor = { row: place.row, col: place.col }; mark(); }
  }, listen);
  host.addEventListener('mousedown', event => {
    const place = at(event.target);
    if (!place || phone.matches || event.button !== 0 || place.cell.matches('.is-editing') || event.target.closest('a, button, input')) return;
    event.preventDefault();
    grid.move(place.row, place.col);
  }, listen);
  host.addEventListener('click', event => {
    const place = at(event.target);
    if (!place || place.cell.matches('.is-editing') || event.target.closest('a, button, input')) return;
    if (phone.matches || 'readonly' in host.dataset) place.cell.parentElement.querySelector('a.group-title')?.click();
  }, listen);
  host.addEventListener('dblclick', event => {
    const place = at(event.target);
    if (place && !phone.matches && !place.cell.matches('.is-editing') && !event.target.closest('a:not(.group-title)')) grid.edit(null);
  }, listen);
  host.addEventListener('keydown', event => {
    const place = at(event.target), command = event.ctrlKey || event.metaKey;
    if (!place || place.cell !== event.target || event.isComposing) return;
    if (grid.typed(event)) return event.preventDefault();
    const { row, col } = grid.cursor;
    const go = { ArrowDown: [row + 1, col], ArrowUp: [row - 1, col], ArrowLeft: [row, col - 1], ArrowRight: [row, col + 1], Home: [row, 0], End: [row, Infinity] }[event.key];
    if (go && !event.altKey && !command) grid.move(...go);
    else if (event.key === 'Enter' && command) place.cell.parentElement.querySelector('a.group-title')?.click();
    else if (event.key === 'Enter' || event.key === 'F2') grid.edit(null);
    else if (command && event.key.toLowerCase() === 'z' && !event.shiftKey) grid.call('Undo');
    else if (event.key.length === 1 && event.key !== ' ' && !command && !event.altKey) grid.edit(event.key);
    else return;
    event.preventDefault();
  }, listen);

  const drawn = new MutationObserver(() => { grid.arm(); mark(); });
  drawn.observe(grid.rows, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  mark();
  return { focus() { if (!grid.typing) grid.cell?.focus({ preventScroll: true }); }, dispose() { stop.abort(); drawn.disconnect(); } };
}
