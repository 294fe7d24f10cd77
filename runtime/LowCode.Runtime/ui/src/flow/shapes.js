// How nodes and edges look: only structure and class names here, all colours in flow-stage.css.
import { Graph } from '@antv/x6';

export const WIDTH = 200, HEIGHT = 56;
const text = (selector, className) => ({ tagName: 'text', selector, className, attrs: { 'pointer-events': 'none' } });
let registered = false;

export function registerShapes() {
  if (registered) return;
  registered = true;
  Graph.registerNode('flow-node', {
    width: WIDTH, height: HEIGHT,
    markup: [
      { tagName: 'rect', selector: 'body', className: 'flow-body' },
      { tagName: 'rect', selector: 'tile', className: 'flow-tile', attrs: { 'pointer-events': 'none' } },
      { tagName: 'use', selector: 'icon', className: 'flow-icon', attrs: { 'pointer-events': 'none' } },
      text('name', 'flow-name'), text('who', 'flow-who'),
      { tagName: 'circle', selector: 'badge', className: 'flow-badge' },
      text('mark', 'flow-badge-mark'),
    ],
    attrs: {
      body: { refWidth: '100%', refHeight: '100%', rx: 10, ry: 10 },
      tile: { x: 12, y: 12, width: 32, height: 32, rx: 8, ry: 8 },
      icon: { x: 20, y: 20, width: 16, height: 16 },
      badge: { refX: '100%', refY: 0, cx: -4, cy: 4, r: 8 },
      mark: { refX: '100%', refY: 0, x: -4, y: 8, textAnchor: 'middle' },
    },
    ports: {
      groups: {
        in: { position: 'top', markup: [{ tagName: 'circle', selector: 'circle', className: 'flow-port-in' }], attrs: { circle: { r: 5, magnet: 'passive' } } },
        out: { position: 'bottom', markup: [{ tagName: 'circle', selector: 'circle', className: 'flow-port' }], attrs: { circle: { r: 5, magnet: true } } },
      },
    },
  }, true);
}

// What fits beside the icon, counting wide characters double.
function cut(words, room) {
  let width = 0, end = 0;
  for (const letter of words) {
    width += letter.codePointAt(0) > 0x2e7f ? 2 : 1;
    if (width > room) return words.slice(0, end) + '…';
    end += letter.length;
  }
  return words;
}

export function nodeCell(node, options) {
  const two = Boolean(node.who);
  return {
    id: node.id, shape: 'flow-node', x: node.x ?? 0, y: node.y ?? 0, data: node, zIndex: 2,
    attrs: {
      icon: { href: `${options.sprite}#${node.icon}` },
      name: { text: cut(node.name, 18), x: 56, y: two ? 25 : 33 },
      who: { text: cut(node.who ?? '', 22), x: 56, y: 43 },
      badge: { display: node.badge ? 'block' : 'none' },
      mark: { text: node.badge ? '!' : '' },
    },
    ports: { items: [...(node.type === 'start' ? [] : [{ id: 'in', group: 'in' }]), ...(node.type === 'end' ? [] : [{ id: 'out', group: 'out' }])] },
  };
}

export function edgeCell(edge) {
  return {
    id: edge.id, shape: 'edge', zIndex: 1, data: edge,
    ...(edge.from ? { source: { cell: edge.from, port: 'out' }, target: { cell: edge.to, port: 'in' } } : {}),
    router: { name: 'manhattan', args: { padding: 18, step: 8, startDirections: ['bottom'], endDirections: ['top'], maximumLoops: 2000 } },
    connector: { name: 'rounded', args: { radius: 8 } },
    attrs: { wrap: { strokeWidth: 20 }, line: { class: 'flow-line', stroke: null, strokeWidth: null, targetMarker: { name: 'block', width: 8, height: 7, class: 'flow-arrow', fill: 'context-stroke', stroke: 'none' } } },
    labels: edge.label ? [{
      markup: [{ tagName: 'rect', selector: 'box', className: 'flow-label-box' }, { tagName: 'text', selector: 'text', className: 'flow-label' }],
      attrs: { text: { text: cut(edge.label, 26), textAnchor: 'middle', textVerticalAnchor: 'middle' }, box: { ref: 'text', refWidth: 12, refHeight: 6, refX: -6, refY: -3, rx: 8, ry: 8 } },
      position: { distance: edge.alone ? -40 : .5 },
    }] : [],
  };
}

export const sameNode = (a, b) => a && a.type === b.type && a.name === b.name && a.who === b.who && a.badge === b.badge && a.icon === b.icon;
export const sameEdge = (a, b) => a && a.from === b.from && a.to === b.to && a.label === b.label && a.alone === b.alone;
