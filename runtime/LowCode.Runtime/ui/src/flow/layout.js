// Places for all nodes, top to bottom, by dagre.
import * as dagreModule from '@dagrejs/dagre';
import { HEIGHT, WIDTH } from './shapes.js';

const dagre = dagreModule.default ?? dagreModule;

export function layout(drawing) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: 72, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of drawing.nodes) graph.setNode(node.id, { width: WIDTH, height: HEIGHT });
  for (const edge of drawing.edges) graph.setEdge(edge.from, edge.to, { weight: edge.outcome ? 0 : 1 }, edge.id);
  dagre.layout(graph);
  const places = {};
  for (const node of drawing.nodes) {
    const at = graph.node(node.id);
    places[node.id] = { x: Math.round(at.x - WIDTH / 2), y: Math.round(at.y - HEIGHT / 2) };
  }
  return places;
}
