// The dashboard canvas: dragging and sizing cards by pointer, keys on a card. .NET owns the places: it is told whole cells only and draws the result;
// here the card just follows the pointer above the place where it would land.
const MOVE = { ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', Delete: 'Delete', Backspace: 'Delete' };
// where there is room for one column only, cards have no places
const phone = matchMedia('(max-width: 640px)');
const SIZE = { ArrowLeft: 'Narrower', ArrowRight: 'Wider', ArrowUp: 'Lower', ArrowDown: 'Higher' };

/** grid: holds [data-widget] cells with data-place "x,y,w,h"; net: OnHover(key, x, y, w, h), OnDrop(key, x, y, w, h), OnGiveUp(), OnKey(key, what), OnUndo(redo), OnOpenCard(key). */
export function attach(grid, net, { columns, row, gap }) {
  const call = (name, ...values) => net.invokeMethodAsync(name, ...values).catch(() => {});
  const typing = element => element.closest('input, textarea, select, [contenteditable]');
  let drag = null;

  const down = event => {
    const cell = event.target.closest('[data-widget]');
    if (!cell || event.button !== 0 || phone.matches || event.target.closest('button, a, input, select')) return;
    drag = {
      cell, key: cell.dataset.widget, place: cell.dataset.place.split(',').map(Number), sizing: !!event.target.closest('[data-size]'), x: event.clientX, y: event.clientY,
      scroll: scroller().scrollTop, left: cell.offsetLeft, top: cell.offsetTop, width: cell.offsetWidth, height: cell.offsetHeight, step: (grid.clientWidth + gap) / columns, last: cell.dataset.place, moved: false, pointer: event.pointerId,
    };
    watch.observe(cell, { attributes: true, attributeFilter: ['style'] });
  };
  const scroller = () => grid.closest('.desk-canvas') ?? document.scrollingElement;

  const move = event => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y + scroller().scrollTop - drag.scroll;
    if (!drag.moved) {
      if (Math.hypot(dx, dy) < 5) return;
      drag.moved = true;
      grid.setPointerCapture(drag.pointer);
      grid.classList.add('is-dragging');
      // an attribute of our own: the class is .NET's, which writes it anew whenever a place changes
      drag.cell.toggleAttribute('data-dragged', true);
    }
    [drag.dx, drag.dy] = [dx, dy];
    follow();
    const cx = Math.round(dx / drag.step), cy = Math.round(dy / (row + gap));
    let [x, y, w, h] = drag.place;
    if (drag.sizing) [w, h] = [Math.min(Math.max(w + cx, 2), columns - x), Math.min(Math.max(h + cy, 2), 40)];
    else [x, y] = [Math.min(Math.max(x + cx, 0), columns - w), Math.max(y + cy, 0)];
    const next = [x, y, w, h].join();
    if (next !== drag.last) call('OnHover', drag.key, ...(drag.last = next, [x, y, w, h]));
    const box = scroller().getBoundingClientRect();
    if (event.clientY > box.bottom - 40) scroller().scrollTop += 12;
    else if (event.clientY < box.top + 40) scroller().scrollTop -= 12;
  };

  // The cell itself stands where the card would land; its card is drawn under the pointer.
  const follow = () => {
    const card = drag?.cell.firstElementChild;
    if (!card || !drag.moved) return;
    if (drag.sizing) Object.assign(card.style, { width: `${Math.max(80, drag.width + drag.dx)}px`, height: `${Math.max(60, drag.height + drag.dy)}px` });
    else card.style.transform = `translate(${drag.left + drag.dx - drag.cell.offsetLeft}px, ${drag.top + drag.dy - drag.cell.offsetTop}px)`;
  };
  const watch = new MutationObserver(follow);

  const end = given => {
    if (!drag) return;
    const { cell, key, last, moved } = drag;
    drag = null;
    watch.disconnect();
    grid.classList.remove('is-dragging');
    cell.toggleAttribute('data-dragged', false);
    if (cell.firstElementChild) cell.firstElementChild.removeAttribute('style');
    if (!moved) return;
    if (given) call('OnGiveUp');
    else call('OnDrop', key, ...last.split(',').map(Number));
  };
  const up = () => end(false), cancel = () => end(true);

  const key = event => {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && drag) { end(true); event.preventDefault(); return; }
    if (control && /^[zy]$/i.test(event.key) && !typing(event.target)) call('OnUndo', event.shiftKey || event.key.toLowerCase() === 'y');
    else {
      const cell = event.target.closest('[data-widget]');
      if (!cell || event.target !== cell) return;
      if (event.key === 'Enter') { call('OnOpenCard', cell.dataset.widget); event.preventDefault(); return; }
      const what = control ? (event.key.toLowerCase() === 'd' ? 'Duplicate' : null) : (event.shiftKey ? SIZE : MOVE)[event.key];
      if (!what) return;
      call('OnKey', cell.dataset.widget, what);
    }
    event.preventDefault();
  };

  // What has just been made is seen, also at the end of a long board; at once, since a board that glides takes the next click to another card.
  const known = new Set([...grid.children].map(cell => cell.dataset.widget));
  const arrivals = new MutationObserver(() => {
    const cell = [...grid.children].find(one => one.dataset.widget && !known.has(one.dataset.widget));
    if (cell && known.add(cell.dataset.widget)) cell.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  });
  arrivals.observe(grid, { childList: true });

  const desk = grid.closest('.desk') ?? grid;
  const pairs = [['pointerdown', down], ['pointermove', move], ['pointerup', up], ['pointercancel', cancel]];
  pairs.forEach(([name, handler]) => grid.addEventListener(name, handler));
  desk.addEventListener('keydown', key);
  return {
    focus(id) { const cell = grid.querySelector(`[data-widget="${CSS.escape(id)}"]`); cell?.focus({ preventScroll: true }); cell?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }); },
    dispose() {
      watch.disconnect();
      arrivals.disconnect();
      pairs.forEach(([name, handler]) => grid.removeEventListener(name, handler));
      desk.removeEventListener('keydown', key);
    },
  };
}
