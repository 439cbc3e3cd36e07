import type { OperationId } from '../../shared/model/operation.ts';
import { haloOf, type ModelFacts } from '../operations/modelFacts.ts';
import type { TileGeometry } from '../tiling/planTiles.ts';

/** Pixels that neighbouring tiles are feathered over. */
export const overlap = 16;
/** Larger tiles save little halo but cost the network's memory, and who looks on the time to the first one. */
export const largestTile = 768;

/** How pictures are cut for an operation of a network; for none, as for one that asks for nothing. */
export function tileGeometry(model: ModelFacts | null, operation: OperationId, largest = largestTile): TileGeometry {
  if (model === null) return { halo: 0, alignment: 1, overlap, tileSize: largest };
  const { alignment, tileSize } = model;
  return { halo: haloOf(model, operation), alignment, overlap, tileSize: Math.min(tileSize, largest) };
}
