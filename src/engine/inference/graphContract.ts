import type { LoadedGraph } from './inferenceClient.ts';
import type { Manifest } from './manifest.ts';
import { networkTensors } from './networkTensors.ts';

/** The names of a graph's inputs and outputs. */
export interface GraphContract {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const { guide, tile, diagnoser } = networkTensors;
const tileContract: GraphContract = {
  inputs: [tile.image, tile.embedding, tile.strengths, tile.state],
  outputs: [tile.output],
};

/** What the engine gives to each graph of a pack and takes from it, by the key of its file in the manifest. */
export const graphContracts: Readonly<Record<Manifest['kind'], Readonly<Record<string, GraphContract>>>> = {
  restoration: {
    guide: { inputs: [guide.thumbnail, guide.embedding, guide.strengths], outputs: [guide.state] },
    tile: tileContract,
    tileHalf: tileContract,
  },
  diagnosis: { diagnoser: { inputs: [diagnoser.thumbnail, diagnoser.pieces], outputs: [diagnoser.severities] } },
  text: { encoder: { inputs: ['buckets'], outputs: ['embedding', 'operations'] } },
};

/** One sentence about how a loaded graph departs from its contract, or null where it keeps it. */
export function contractFault(contract: GraphContract, loaded: LoadedGraph): string | null {
  for (const side of ['inputs', 'outputs'] as const) {
    const expected = [...contract[side]].sort().join(', ');
    const found = loaded[side].map((port) => port.name);
    const names = found.sort().join(', ');
    if (names !== expected) return `Expected the ${side} ${expected} but found ${names}.`;
  }
  return null;
}
