// Dragging a kind from the palette: any element with data-flow-kind inside the same .flow-desk. Pointer events, so mouse and pen alike; a click is left to Blazor.
import { HEIGHT, WIDTH } from './shapes.js';

export function paletteDrag({ host, graph, drawing, send }) {
  const desk = host.closest('.flow-desk');
  if (!desk) return { dispose() {} };
  let kind = null, ghost = null, from = null, over = null;

  // The edge within reach of a point of the canvas.
  function edgeNear(point) {
    let best = null, least = 36;
    for (const edge of drawing().edges) {
      const view = graph.findViewByCell(edge.id), closest = view?.getClosestPoint?.(point);
      const far = closest ? Math.hypot(closest.x - point.x, closest.y - point.y) : Infinity;
      if (far < least) [best, least] = [edge.id, far];
    }
    return best;
  }
  const target = event => {
    const box = host.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    return inside ? graph.clientToLocal(event.clientX, event.clientY) : null;
  };
  const light = id => {
    if (over === id) return;
    if (over) graph.findViewByCell(over)?.container.classList.remove('is-target');
    over = id;
    if (over) graph.findViewByCell(over)?.container.classList.add('is-target');
  };
  const down = event => {
    const item = event.target.closest('[data-flow-kind]');
    if (!item || event.button !== 0) return;
    [kind, from] = [item, { x: event.clientX, y: event.clientY }];
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('keydown', escape, true);
  };
  const move = event => {
    if (!ghost && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 6) return;
    if (!ghost) {
      ghost = kind.cloneNode(true);
      ghost.className = 'flow-ghost';
      ghost.removeAttribute('data-flow-kind');
      desk.append(ghost);
    }
    ghost.style.left = `${event.clientX - WIDTH / 2}px`;
    ghost.style.top = `${event.clientY - HEIGHT / 2}px`;
    const point = target(event);
    light(point ? edgeNear(point) : null);
    event.preventDefault();
  };
  const up = event => {
    const [dragged, type, edge, point] = [ghost, kind?.dataset.flowKind, over, target(event)];
    stop();
    if (!dragged) return;
    // The click that ends a drag is none.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, true));
    if (point) send({ kind: 'drop', type, x: Math.round(point.x - WIDTH / 2), y: Math.round(point.y - HEIGHT / 2), edge });
  };
  const swallow = event => { event.stopPropagation(); event.preventDefault(); };
  const escape = event => { if (event.key === 'Escape') stop(); };
  const stop = () => {
    light(null);
    ghost?.remove();
    [kind, ghost, from] = [null, null, null];
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('keydown', escape, true);
  };
  desk.addEventListener('pointerdown', down);
  return { dispose() { stop(); desk.removeEventListener('pointerdown', down); } };
}
