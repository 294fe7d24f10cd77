// The canvas by keyboard: Tab and arrows go from node to node, Alt+arrows move, Enter opens the properties, + inserts.
const COMMANDS = { z: 'Undo', y: 'Redo', c: 'Copy', x: 'Cut', v: 'Paste' };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function keyboard({ host, graph, drawing, element, send, insertAt, tellMoves }) {
  const current = () => document.activeElement?.closest?.('[data-cell-id]')?.dataset.cellId ?? graph.getSelectedCells()[0]?.id;

  // The next node along the drawing, else the nearest one in that direction.
  function neighbour(id, [dx, dy]) {
    const { nodes, edges } = drawing();
    if (dy !== 0) {
      const along = dy > 0 ? edges.find(edge => edge.from === id)?.to : edges.find(edge => edge.to === id)?.from;
      if (along) return along;
    }
    const here = graph.getCellById(id)?.position();
    let best = null, least = Infinity;
    for (const node of nodes) {
      if (!here || node.id === id) continue;
      const at = graph.getCellById(node.id).position(), x = at.x - here.x, y = at.y - here.y;
      const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (ahead > 8 && ahead + 2 * aside < least) [best, least] = [node.id, ahead + 2 * aside];
    }
    return best;
  }

  const desk = host.closest('.flow-desk') ?? host;
  const onKey = event => {
    const control = event.ctrlKey || event.metaKey, id = current(), arrow = ARROWS[event.key], inside = host.contains(event.target);
    // Beside the canvas only undo and redo, and never where the browser undoes typing itself.
    if (!inside && (!control || !/^[zy]$/i.test(event.key) || event.target.closest('input, textarea, select, [contenteditable]'))) return;
    if (control && event.key.toLowerCase() === 'a') graph.resetSelection(graph.getNodes());
    else if (control && COMMANDS[event.key.toLowerCase()]) send({ kind: 'press', key: event.shiftKey && event.key.toLowerCase() === 'z' ? 'Redo' : COMMANDS[event.key.toLowerCase()] });
    else if (event.key === 'Delete' || event.key === 'Backspace') send({ kind: 'press', key: 'Delete' });
    else if (arrow && event.altKey) {
      const step = event.shiftKey ? 48 : 8;
      for (const cell of graph.getSelectedCells().filter(cell => cell.isNode())) cell.translate(arrow[0] * step, arrow[1] * step);
      tellMoves(true);
    }
    else if (arrow && id) element(neighbour(id, arrow) ?? id)?.focus();
    else if (event.key === 'Enter' && id) send({ kind: 'open', id });
    else if ((event.key === '+' || event.key === 'Insert') && id) insertAt(graph.getSelectedCells().length === 1 ? graph.getSelectedCells()[0].id : id);
    else if (event.key === ' ' && id) graph.resetSelection(graph.getCellById(id));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = event => {
    const id = event.target.closest?.('.x6-node[data-cell-id]')?.dataset.cellId;
    if (!id || !event.target.matches(':focus-visible')) return;
    const selection = graph.getSelectedCells();
    if (selection.length !== 1 || selection[0].id !== id) graph.resetSelection(graph.getCellById(id));
    reveal(id);
  };
  // Brings a node that the keyboard reached into sight.
  function reveal(id) {
    const box = element(id).getBoundingClientRect(), area = host.getBoundingClientRect();
    if (box.left < area.left || box.right > area.right || box.top < area.top || box.bottom > area.bottom) graph.centerCell(graph.getCellById(id));
  }
  desk.addEventListener('keydown', onKey);
  host.addEventListener('focusin', onFocus);
  return { dispose() { desk.removeEventListener('keydown', onKey); host.removeEventListener('focusin', onFocus); } };
}
