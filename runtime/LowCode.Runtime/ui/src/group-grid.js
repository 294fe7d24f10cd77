// The rows of a table in groups, worked as those of the plain table: arrows walk through the cells, Enter, F2, typing or a double click edits, Ctrl Enter
// opens the record beside the list. Group heads are passed over. The keyboard is the inlet's, as in the plain table.
import { watchEditor } from './grid/editor.mjs';

const phone = matchMedia('(max-width: 640px)');

export function create(host, net) {
  const stop = new AbortController(), listen = { signal: stop.signal }, table = host.querySelector('table');
  const lines = () => [...table.querySelectorAll('tbody > tr[data-id]')];
  const at = target => {
    const cell = target.closest?.('tr[data-id] > td');
    return cell && table.contains(cell) && { row: lines().indexOf(cell.parentElement), col: [...cell.parentElement.children].indexOf(cell), cell };
  };
  const grid = {
    host, rows: table.querySelector('tbody'), stop: stop.signal, cursor: { row: 0, col: 0 }, record: null,
    get cell() { return lines()[grid.cursor.row]?.children[grid.cursor.col] ?? null; },
    get writable() { return Boolean(grid.cell); },
    // the server knows rows by their records
    call(name, ...args) {
      if (name === 'Edit') args[0] = Number(lines()[args[0]]?.dataset.id ?? 0);
      return net.invokeMethodAsync(name, ...args).catch(error => stop.signal.aborted || console.error(error));
    },
    move(row, col) {
      const all = lines();
      if (all.length === 0) return;
      grid.cursor = { row: Math.max(0, Math.min(row, all.length - 1)), col: Math.max(0, Math.min(col, all[0].children.length - 1)) };
      grid.record = null;
      if (host.querySelector('.is-noted')) grid.call('Cancel');
      grid.cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      paint();
    },
  };
  watchEditor(grid, table, host);

  function paint() {
    const { cell, inlet: { box } } = grid;
    table.querySelectorAll('[data-cursor]').forEach(each => { if (each !== cell) delete each.dataset.cursor; });
    if (!cell) return box.removeAttribute('aria-activedescendant');
    grid.record ??= cell.parentElement.dataset.id;
    cell.dataset.cursor = '';
    box.setAttribute('aria-activedescendant', cell.id);
    grid.inlet.cover(cell);
  }

  // the cursor stays on its record when that goes to another group
  function keep() {
    const row = grid.record ? lines().findIndex(line => line.dataset.id === grid.record) : -1;
    if (row >= 0) grid.cursor.row = row; else grid.record = null;
  }

  host.addEventListener('mousedown', event => {
    const place = at(event.target);
    if (!place || phone.matches || event.button !== 0 || place.cell.matches('.is-editing') || event.target.closest('a, button, input')) return;
    event.preventDefault();
    grid.focus();
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
  grid.inlet.box.addEventListener('keydown', event => {
    if (grid.typed(event)) return event.preventDefault();
    const { row, col } = grid.cursor, command = event.ctrlKey || event.metaKey;
    const go = { ArrowDown: [row + 1, col], ArrowUp: [row - 1, col], ArrowLeft: [row, col - 1], ArrowRight: [row, col + 1], Home: [row, 0], End: [row, Infinity] }[event.key];
    if (!grid.cell) return;
    if (go && !event.altKey && !command) grid.move(...go);
    else if (event.key === 'Enter' && command) grid.cell.parentElement.querySelector('a.group-title')?.click();
    else if (event.key === 'Enter' || event.key === 'F2') grid.edit(null);
    else if (command && event.key.toLowerCase() === 'z' && !event.shiftKey) grid.call('Undo');
    else if (event.key.length === 1 && event.key !== ' ' && !command && !event.altKey) grid.edit({ key: event.key });
    else return;
    event.preventDefault();
  }, listen);
  host.addEventListener('scroll', () => grid.cell && grid.inlet.cover(grid.cell), { passive: true, signal: stop.signal });

  const drawn = new MutationObserver(() => { keep(); paint(); grid.arm(); });
  drawn.observe(grid.rows, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  paint();
  return { focus() { if (!grid.typing) grid.focus(); }, dispose() { stop.abort(); drawn.disconnect(); } };
}
