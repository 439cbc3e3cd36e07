import type { GraphName } from '../ports.ts';

/** Graphs that see pictures, and the names of what goes into them and comes out. */
export const networkTensors = {
  guide: { graph: 'guide', thumbnail: 'thumbnail', embedding: 'embedding', strengths: 'strengths', state: 'state' },
  tile: {
    graph: 'tile',
    image: 'picture',
    embedding: 'embedding',
    strengths: 'strengths',
    state: 'state',
    output: 'restored',
  },
  diagnoser: { graph: 'diagnoser', thumbnail: 'thumbnail', pieces: 'pieces', severities: 'severities' },
} as const;

/** What a model that restores pictures consists of. */
export function restorationGraphs(model: string): readonly GraphName[] {
  return [networkTensors.guide, networkTensors.tile].map(({ graph }) => ({ model, graph }));
}
