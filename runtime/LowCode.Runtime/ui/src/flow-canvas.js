// The flow canvas: draws what it is told and tells .NET what a person does, one small gesture at a time. It keeps no model of its own.
import { Graph, MiniMap, Selection, Snapline } from '@antv/x6';
import { edgeCell, nodeCell, registerShapes, sameEdge, sameNode } from './flow/shapes.js';
import { layout } from './flow/layout.js';
import { kindMenu } from './flow/kind-menu.js';
import { keyboard } from './flow/keyboard.js';
import { paletteDrag } from './flow/palette-drag.js';

/**
 * host: the stage's element; mini: the minimap's element or null; net: receives `gesture(object)`;
 * options: { readOnly, sprite, texts: { insert, menu }, kinds: [{ type, label, icon }] }
 */
export function create(host, mini, net, drawing, options) {
  registerShapes();
  const editable = !options.readOnly;
  let disposed = false, dragging = false, waiting = null, applying = false, telling = false;

  const graph = new Graph({
    container: host, autoResize: true, background: { color: 'transparent' }, preventDefaultContextMenu: false,
    grid: editable ? { visible: true, size: 16, type: 'dot', args: { thickness: 1.5 } } : { visible: false, size: 16 },
    panning: { enabled: true, eventTypes: ['leftMouseDown', 'mouseWheel'] },
    mousewheel: { enabled: true, modifiers: ['ctrl', 'meta'], minScale: .2, maxScale: 2 },
    interacting: editable ? { nodeMovable: true, edgeMovable: false, edgeLabelMovable: false, arrowheadMovable: true, magnetConnectable: true } : false,
    connecting: {
      snap: { radius: 28 }, allowBlank: false, allowLoop: false, allowNode: true, allowEdge: false, allowMulti: true, highlight: true, connectionPoint: 'anchor',
      createEdge: () => graph.createEdge(edgeCell({ id: 'new', label: '', state: 'new' })),
      validateMagnet: ({ magnet }) => magnet.getAttribute('port-group') === 'out',
      validateConnection: ({ sourceCell, targetCell }) => Boolean(sourceCell && targetCell) && sourceCell !== targetCell && targetCell.getData()?.type !== 'start',
    },
  });
  const send = gesture => { if (!disposed && !applying) net.invokeMethodAsync('OnCanvasGesture', gesture).catch(() => {}); };

  if (editable) {
    graph.use(new Snapline({ enabled: true, className: 'flow-snapline' }));
    graph.use(new Selection({ enabled: true, multiple: true, rubberband: true, modifiers: 'shift', movable: true, showNodeSelectionBox: false, pointerEvents: 'none' }));
  }
  if (mini) graph.use(new MiniMap({ container: mini, width: 168, height: 104, padding: 8, scalable: false, graphOptions: { background: { color: 'transparent' } } }));

  // ---- drawing
  function draw(next) {
    if (dragging) { waiting = next; return; }
    applying = true;
    const focused = host.contains(document.activeElement) ? document.activeElement.closest('[data-cell-id]')?.dataset.cellId : null;
    try {
      // A label stands right above the node it leads to when no other edge does; else in the middle of its edge.
      const into = new Map();
      for (const edge of next.edges) into.set(edge.to, (into.get(edge.to) ?? 0) + 1);
      for (const edge of next.edges) edge.alone = into.get(edge.to) === 1;
      const wanted = new Set([...next.nodes, ...next.edges].map(item => item.id));
      for (const node of next.nodes) put(node, nodeCell, sameNode, cell => { if (node.x !== null) cell.position(node.x, node.y); });
      for (const edge of next.edges) put(edge, edgeCell, sameEdge);
      // Last: X6 takes the edges of a removed node with it, so those that stay must lead elsewhere by now.
      graph.removeCells(graph.getCells().filter(cell => !wanted.has(cell.id)));
      drawing = next;
      if (next.nodes.some(node => node.x === null)) placeAll();
      mark();
      if (editable) graph.resetSelection((next.selection ?? []).map(id => graph.getCellById(id)).filter(Boolean));
      showSelection();
    } finally { applying = false; }
    if (focused && graph.getCellById(focused)) element(focused)?.focus({ preventScroll: true });
  }
  function put(item, make, same, place) {
    const cell = graph.getCellById(item.id);
    if (cell && same(cell.getData(), item)) { place?.(cell); return; }
    if (cell) {
      const at = make(item, options);
      // Merged, not replaced: the shapes' own attributes hold what makes an edge follow its nodes.
      if (cell.isNode()) { cell.setAttrs(at.attrs); place?.(cell); } else { cell.setLabels(at.labels); cell.setSource(at.source); cell.setTarget(at.target); }
      cell.setData(item, { overwrite: true });
      return;
    }
    if (make === nodeCell) graph.addNode(make(item, options)); else graph.addEdge(make(item, options));
  }
  function placeAll() {
    const places = layout(drawing);
    for (const [id, place] of Object.entries(places)) graph.getCellById(id)?.position(place.x, place.y);
    // Told outside of `applying`, so that the first places are kept.
    queueMicrotask(() => editable && send({ kind: 'layout', places, first: true }));
  }
  // X6's groups carry no meaning: each node gets a role, a name and a place in the tab order.
  function mark() {
    for (const node of drawing.nodes) {
      const group = element(node.id);
      if (!group) continue;
      group.setAttribute('role', editable ? 'button' : 'img');
      group.setAttribute('aria-label', node.aria);
      group.setAttribute('tabindex', '0');
      group.setAttribute('class', `${[...group.classList].filter(name => !name.startsWith('is-') && !name.startsWith('kind-')).join(' ')} kind-${node.type} ${node.state ? `is-${node.state}` : ''} ${node.badge ? `is-${node.badge}` : ''}`);
    }
    for (const edge of drawing.edges) {
      const group = element(edge.id);
      if (!group) continue;
      group.setAttribute('aria-hidden', 'true');
      group.setAttribute('class', `${[...group.classList].filter(name => !name.startsWith('is-')).join(' ')} ${edge.state ? `is-${edge.state}` : ''} ${edge.badge ? `is-${edge.badge}` : ''} ${edge.outcome ? `is-${edge.outcome}` : ''}`);
    }
  }
  const element = id => graph.findViewByCell(id)?.container;
  function showSelection() {
    const chosen = new Set(editable ? graph.getSelectedCells().map(cell => cell.id) : []);
    for (const cell of graph.getCells()) {
      const group = element(cell.id);
      group?.classList.toggle('is-selected', chosen.has(cell.id));
      if (editable && cell.isNode()) group?.setAttribute('aria-pressed', String(chosen.has(cell.id)));
    }
  }
  const fit = () => { graph.zoomToFit({ padding: 40, maxScale: 1, minScale: .3 }); };
  // A tall flow opens at its start, large enough to read; the whole of it is one press away.
  const show = () => { fit(); if (editable && graph.zoom() < .75) { graph.zoomTo(.9); graph.positionContent('top'); graph.translateBy(0, 32); } };

  // ---- what people do
  const menu = editable ? kindMenu(host, options, send) : null;
  const selected = () => graph.getSelectedCells().map(cell => cell.id);
  const tellMoves = byKey => {
    const places = {};
    for (const node of drawing.nodes) {
      const at = graph.getCellById(node.id)?.position();
      if (at && (Math.round(at.x) !== node.x || Math.round(at.y) !== node.y)) places[node.id] = { x: Math.round(at.x), y: Math.round(at.y) };
    }
    if (Object.keys(places).length > 0) send({ kind: 'move', places, byKey: Boolean(byKey) });
  };
  const release = () => {
    if (!dragging) return;
    dragging = false;
    setTimeout(() => { if (disposed) return; tellMoves(false); if (waiting) { const next = waiting; waiting = null; draw(next); } });
  };
  if (editable) {
    graph.on('node:mousedown', () => { dragging = true; });
    window.addEventListener('mouseup', release, true);
    graph.on('selection:changed', () => {
      showSelection();
      if (applying || telling) return;
      telling = true;
      // One selection is several events of X6.
      queueMicrotask(() => { telling = false; send({ kind: 'select', ids: selected() }); });
    });
    graph.on('node:dblclick', ({ node }) => send({ kind: 'open', id: node.id }));
    graph.on('edge:click', ({ edge }) => graph.resetSelection(edge));
    graph.on('edge:connected', ({ edge, isNew, previousCell }) => {
      const from = edge.getSourceCellId(), to = edge.getTargetCellId();
      // The drawing is .NET's: what X6 drew is put back, and the answer draws it.
      applying = true;
      if (isNew) graph.removeCell(edge);
      else { const old = drawing.edges.find(item => item.id === edge.id); edge.setSource(edgeCell(old).source); edge.setTarget(edgeCell(old).target); }
      applying = false;
      if (isNew && from && to) send({ kind: 'connect', from, to });
      else if (from && to && previousCell) send({ kind: 'reconnect', edge: edge.id, from, to });
    });
    graph.on('edge:mouseenter', ({ edge }) => {
      if (dragging || edge.getData()?.state === 'new') return;
      edge.addTools([insertTool(edge), { name: 'source-arrowhead', args: { attrs: handle } }, { name: 'target-arrowhead', args: { attrs: handle } }]);
    });
    graph.on('edge:mouseleave', ({ edge }) => edge.removeTools());
  }
  const handle = { d: 'M -5 0 A 5 5 0 1 0 5 0 A 5 5 0 1 0 -5 0', class: 'flow-handle' };
  const insertTool = edge => ({
    name: 'button',
    args: {
      distance: .5,
      markup: [
        { tagName: 'circle', attrs: { r: 10, class: 'flow-plus', cursor: 'pointer' } },
        { tagName: 'path', attrs: { d: 'M -4 0 H 4 M 0 -4 V 4', class: 'flow-plus-sign', 'pointer-events': 'none' } },
        { tagName: 'title', textContent: options.texts.insert },
      ],
      onClick: ({ e }) => menu.open(e.clientX, e.clientY, type => ({ kind: 'insert', edge: edge.id, type })),
    },
  });
  const insertAt = id => {
    const cell = graph.getCellById(id);
    if (!cell) return;
    const box = element(id).getBoundingClientRect();
    menu.open(box.left + box.width / 2, box.bottom + 4, cell.isEdge() ? type => ({ kind: 'insert', edge: id, type }) : type => ({ kind: 'append', after: id, type }), element(id));
  };
  const keys = editable ? keyboard({ host, graph, drawing: () => drawing, element, send, insertAt, tellMoves }) : null;
  const palette = editable ? paletteDrag({ host, graph, drawing: () => drawing, send }) : null;

  draw(drawing);
  if (drawing.nodes.length > 0) show();

  return {
    draw, fit,
    zoom(by) { graph.zoom(by, { minScale: .2, maxScale: 2 }); },
    layout() { send({ kind: 'layout', places: layout(drawing), first: false }); },
    select(id) { if (!graph.getCellById(id)) return; graph.centerCell(graph.getCellById(id)); element(id)?.focus({ preventScroll: true }); },
    dispose() { disposed = true; window.removeEventListener('mouseup', release, true); keys?.dispose(); palette?.dispose(); menu?.dispose(); graph.dispose(); },
  };
}
