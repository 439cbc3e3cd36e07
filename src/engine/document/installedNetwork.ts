import type { KeptModel } from '../../shared/logic/sidecar.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { largestTile, overlap } from '../pipeline/renderPicture.ts';
import type { TileGeometry } from '../tiling/planTiles.ts';

/** The network that is installed, and all that tells it from others (checksums of its files). */
export interface InstalledNetwork {
  readonly facts: ModelFacts;
  readonly version: string;
  /** As edits remember it. */
  readonly kept: KeptModel;
}

/** Raised whenever a step's pixels come out differently from the same inputs: what is cached is computed again then. */
const arithmeticVersion = 2;

/** How pictures are cut for a network; for none, as for one that asks for nothing. */
export function geometryFor(network: InstalledNetwork | null): TileGeometry {
  const { halo, alignment, tileSize } = network?.facts ?? { halo: 0, alignment: 1, tileSize: largestTile };
  return { halo, alignment, overlap, tileSize: Math.min(tileSize, largestTile) };
}

/** Everything about a network and its tiles that results depend on. */
export function networkKey(network: InstalledNetwork | null): string {
  if (network === null) return JSON.stringify('none');
  return JSON.stringify([network.facts.id, network.version, geometryFor(network), arithmeticVersion]);
}
