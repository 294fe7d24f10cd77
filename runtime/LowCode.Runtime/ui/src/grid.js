// The grid of a list. Which cell the cursor is on, what range is marked and where the rows lie happens here, at once; what is in the cells and what
// becomes of them is the server's. The server draws the rows of one window and says where it begins (data-first); everything else is empty space
// as high as all rows together.
import { watchKeys } from './grid/keys.mjs';
import { watchPointer } from './grid/pointer.mjs';
import { watchClipboard } from './grid/clipboard.mjs';
import { watchEditor } from './grid/editor.mjs';
import { watchColumns } from './grid/columns.mjs';
import { Scroller } from './grid/scroller.mjs';

export function create(host, net, count) {
  const rows = host.querySelector('.grid-rows');
  const stop = new AbortController();
  const grid = {
    host, rows, net, stop: stop.signal,
    cursor: { row: 0, col: 1 }, anchor: null, count,
    get columns() { return host.querySelectorAll('.grid-head > [role="columnheader"]').length; },
    call(name, ...args) { return net.invokeMethodAsync(name, ...args).catch(error => stop.signal.aborted || console.error(error)); },
    cell(row, col) { return (row < 0 ? host.querySelector('.grid-head') : rows.querySelector(`[data-row="${row}"]`))?.children[col] ?? null; },
    range() {
      const to = grid.cursor, from = grid.anchor ?? to;
      return { top: Math.min(from.row, to.row), bottom: Math.max(from.row, to.row), left: Math.min(from.col, to.col), right: Math.max(from.col, to.col) };
    },
    move(row, col, extend = false) {
      if (extend) grid.anchor ??= { ...grid.cursor }; else grid.anchor = null;
      grid.cursor = { row: Math.max(extend ? 0 : -1, Math.min(row, grid.count - 1)), col: Math.max(0, Math.min(col, grid.columns - 1)) };
      grid.record = null;
      if (rows.querySelector('.is-noted')) grid.call('Cancel');
      grid.scroller.show(grid.cursor);
      grid.paint();
      grid.follow();
    },
    toggleAll() { const from = Math.ceil(grid.scroller.top / grid.scroller.row); return grid.call('ToggleAll', from, Math.max(1, Math.floor((grid.scroller.top + grid.scroller.view) / grid.scroller.row) - from)); },
    get writable() { return grid.cursor.row >= 0 && grid.cursor.row < grid.count && grid.cursor.col > 0; },
    // the cursor stays on its record when the rows are drawn in another order
    keep() {
      const here = grid.record && rows.querySelector(`[data-row="${grid.cursor.row}"]`);
      if (!here || here.dataset.id === grid.record) return;
      const there = rows.querySelector(`[data-id="${grid.record}"]`);
      if (there) grid.cursor.row = +there.dataset.row; else grid.record = here.dataset.id;
    },
    // the peek beside the list shows the record under the cursor
    follow() {
      clearTimeout(grid.following);
      if ('peeking' in host.dataset && grid.cursor.row >= 0) grid.following = setTimeout(() => grid.call('Peek', grid.cursor.row, true), 120);
    },
    paint() {
      host.querySelectorAll('[data-cursor], [data-range]').forEach(cell => { delete cell.dataset.cursor; delete cell.dataset.range; });
      const cell = grid.cell(grid.cursor.row, grid.cursor.col);
      grid.record ??= cell?.closest('[data-id]')?.dataset.id;
      if (cell) {
        cell.dataset.cursor = '';
        grid.inlet.box.setAttribute('aria-activedescendant', cell.id);
        grid.inlet.cover(cell);
      } else grid.inlet.box.removeAttribute('aria-activedescendant');
      if (!grid.anchor) return;
      const { top, bottom, left, right } = grid.range();
      rows.querySelectorAll('[data-row]').forEach(row => {
        if (+row.dataset.row < top || +row.dataset.row > bottom) return;
        for (let col = left; col <= right; col++) if (row.children[col]) row.children[col].dataset.range = '';
      });
    },
  };
  grid.scroller = new Scroller(grid);
  watchEditor(grid, host, host.parentElement);
  for (const watch of [watchKeys, watchPointer, watchClipboard, watchColumns]) watch(grid);
  const drawn = new MutationObserver(() => {
    // the grid is one stop of the Tab key, whatever links stand in its cells
    rows.querySelectorAll('a:not([tabindex])').forEach(link => { link.tabIndex = -1; });
    grid.keep(); grid.scroller.place(); grid.paint(); grid.arm();
  });
  drawn.observe(rows, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-first', 'data-row', 'class'] });
  grid.scroller.place();
  grid.paint();
  if (document.activeElement === host) grid.focus();

  return {
    setCount(count) { grid.count = count; grid.scroller.measure(); grid.scroller.look(); },
    toTop() { grid.anchor = grid.record = null; grid.cursor = { row: 0, col: grid.cursor.col }; host.scrollTop = 0; grid.scroller.jumped(); grid.paint(); },
    focus() { if (!grid.typing) grid.focus(); },
    step(by) { grid.move(Math.max(0, grid.cursor.row + by), grid.cursor.col); },
    at(row) { grid.cursor.row = row; grid.record = null; grid.paint(); },
    dispose() { stop.abort(); drawn.disconnect(); clearTimeout(grid.following); },
  };
}
