// Full screen of a dashboard, and moving and sizing widgets on its grid. .NET owns the places; here only the gesture is followed.
export function fullscreen(host) {
  if (document.fullscreenElement) return document.exitFullscreen();
  return host.requestFullscreen?.();
}

/** Follows pointer gestures on a grid: a handle [data-move] moves, [data-size] sizes. Tells .NET only whole cells: OnPlace(key, x, y, w, h). */
export function arrange(grid, net, columns) {
  let drag = null;

  const down = event => {
    const handle = event.target.closest('[data-move], [data-size]');
    const item = handle?.closest('[data-widget]');
    if (!item || event.button !== 0 || (handle.dataset.move !== undefined && event.target.closest('button, a, input, select'))) return;
    const style = getComputedStyle(grid);
    const gap = parseFloat(style.columnGap) || 0;
    const place = item.dataset.place.split(',').map(Number);
    drag = {
      item, place, sizing: handle.dataset.size !== undefined, x: event.clientX, y: event.clientY, last: place.join(),
      cellX: (grid.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) + gap) / columns,
      cellY: parseFloat(style.gridAutoRows) + (parseFloat(style.rowGap) || 0),
    };
    grid.setPointerCapture(event.pointerId);
    item.classList.add('is-dragged');
    event.preventDefault();
  };

  const move = event => {
    if (!drag) return;
    const dx = Math.round((event.clientX - drag.x) / drag.cellX), dy = Math.round((event.clientY - drag.y) / drag.cellY);
    let [x, y, w, h] = drag.place;
    if (drag.sizing) [w, h] = [Math.min(Math.max(w + dx, 2), columns - x), Math.max(h + dy, 2)];
    else [x, y] = [Math.min(Math.max(x + dx, 0), columns - w), Math.max(y + dy, 0)];
    const next = [x, y, w, h].join();
    if (next === drag.last) return;
    drag.last = next;
    net.invokeMethodAsync('OnPlace', drag.item.dataset.widget, x, y, w, h, false);
  };

  const up = () => {
    if (!drag) return;
    const [x, y, w, h] = drag.last.split(',').map(Number);
    drag.item.classList.remove('is-dragged');
    net.invokeMethodAsync('OnPlace', drag.item.dataset.widget, x, y, w, h, true);
    drag = null;
  };

  const pairs = [['pointerdown', down], ['pointermove', move], ['pointerup', up], ['pointercancel', up]];
  pairs.forEach(([name, handler]) => grid.addEventListener(name, handler));
  return { dispose() { pairs.forEach(([name, handler]) => grid.removeEventListener(name, handler)); } };
}
