// Mouse and finger: a press puts the cursor, dragging marks a range, a double click edits, the title opens the peek, a long press selects.
const phone = matchMedia('(max-width: 640px)');
const inert = 'a, button, input, textarea, select, label, [role="option"], .cell-note, [popover]';

export function watchPointer(grid) {
  const { host, rows } = grid;
  const listen = { signal: grid.stop };
  let marking = false, held = 0, longPressed = false;

  const at = target => {
    const cell = target.closest?.('.grid-rows [role="gridcell"]');
    return cell && { row: +cell.parentElement.dataset.row, col: [...cell.parentElement.children].indexOf(cell), cell };
  };

  host.addEventListener('mousedown', event => {
    const place = at(event.target);
    if (!place || event.button !== 0 || phone.matches || place.cell.matches('.is-editing')) return;
    if (event.target.closest('input[type="checkbox"], .row-open')) return;
    marking = !event.target.closest(inert);
    grid.focus();
    event.preventDefault();
    grid.move(place.row, Math.max(place.col, 0), event.shiftKey);
  }, listen);
  host.addEventListener('mousemove', event => {
    if (!marking || event.buttons !== 1) return;
    const place = at(event.target);
    if (place && place.col > 0 && (place.row !== grid.cursor.row || place.col !== grid.cursor.col)) grid.move(place.row, place.col, true);
  }, listen);
  addEventListener('mouseup', () => { marking = false; }, listen);

  host.addEventListener('click', event => {
    const place = at(event.target);
    if (!place) return;
    if (longPressed || phone.matches && 'selecting' in host.dataset) {
      event.preventDefault();
      if (!longPressed) grid.call('Toggle', place.row, false);
      longPressed = false;
    } else if (event.target.matches('input[type="checkbox"].row-check')) {
      event.preventDefault();
      grid.call('Toggle', place.row, event.shiftKey);
    } else if (event.target.closest('.row-open, a.row-title') && !event.ctrlKey && !event.metaKey && !event.shiftKey && !phone.matches) {
      event.preventDefault();
      grid.cursor = { row: place.row, col: Math.max(1, place.col) };
      grid.record = null;
      grid.paint();
      grid.call('Peek', place.row, false);
    } else if (phone.matches && !event.target.closest('a')) {
      place.cell.parentElement.querySelector('a.row-title')?.click();
    } else if ('readonly' in host.dataset && !event.target.closest(inert) && place.col > 0 && !grid.anchor) {
      grid.call('Peek', place.row, false);
    }
  }, listen);
  host.addEventListener('dblclick', event => {
    const place = at(event.target);
    if (place && place.col > 0 && !place.cell.matches('.is-editing') && !event.target.closest('a:not(.row-title)') && !phone.matches) grid.edit(null);
  }, listen);

  host.addEventListener('touchstart', event => {
    const place = at(event.target);
    longPressed = false;
    clearTimeout(held);
    if (place) held = setTimeout(() => { longPressed = true; navigator.vibrate?.(10); grid.call('Toggle', place.row, false); }, 500);
  }, { passive: true, signal: grid.stop });
  for (const end of ['touchmove', 'touchend', 'touchcancel']) host.addEventListener(end, () => clearTimeout(held), { passive: true, signal: grid.stop });

  host.addEventListener('contextmenu', event => {
    const place = at(event.target);
    if (phone.matches) return event.preventDefault();
    if (!place || place.cell.matches('.is-editing')) return;
    event.preventDefault();
    const { top, bottom, left, right } = grid.range();
    if (place.row < top || place.row > bottom || place.col < left || place.col > right) grid.move(place.row, Math.max(1, place.col));
    grid.menu(event.clientX, event.clientY);
  }, listen);

  // The menu is the server's; it stands where the press was, or under the cell.
  grid.menu = async (x, y) => {
    if (x === undefined) {
      const box = grid.cell(grid.cursor.row, grid.cursor.col)?.getBoundingClientRect();
      [x, y] = box ? [box.left, box.bottom] : [100, 100];
    }
    const { top, bottom, left, right } = grid.range();
    await grid.call('Menu', grid.cursor.row, grid.cursor.col, Math.max(0, top), bottom, Math.max(1, left), right);
    const menu = host.parentElement.querySelector('.cell-menu');
    if (!menu) return;
    menu.showPopover();
    menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
    menu.querySelector('[role^="menuitem"]:not(:disabled)')?.focus();
  };
  host.parentElement.addEventListener('click', event => {
    if (!event.target.closest?.('.cell-menu [role^="menuitem"]')) return;
    grid.focus();
    if (event.target.closest('[data-copy-cells]')) grid.copy();
    else if (event.target.closest('[data-edit-cell]')) grid.edit(null);
  }, listen);
  host.parentElement.addEventListener('keydown', event => {
    if (event.key === 'Escape' && event.target.closest?.('.cell-menu')) queueMicrotask(() => grid.focus());
  }, listen);

  // Next and previous record, from the peek.
  document.addEventListener('click', event => {
    const step = event.target.closest?.('[data-grid-step]');
    if (step) grid.move(Math.max(0, grid.cursor.row + +step.dataset.gridStep), grid.cursor.col);
  }, listen);
}
