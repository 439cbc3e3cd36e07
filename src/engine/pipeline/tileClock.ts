import type { TileProgress } from '../ports.ts';
import type { Tile } from '../tiling/planTiles.ts';
import type { NetworkStage } from './stage.ts';

/** Tells how far a job is, over all its network steps. */
export interface TileClock {
  /** A step begins; steps count from 1. */
  begin(stage: NetworkStage, step: number): void;
  tileDone(tile: Tile): void;
  /** A tile was found clean and is left as it is; it is done as well. */
  tileClean(): void;
  /** Tiles done so far. */
  readonly tilesDone: number;
  /** Those of them that were left as they are. */
  readonly tilesClean: number;
}

/**
 * Counts tiles and measures them. The time to come is the network's pixels still to do over the pixels per second
 * since the first tile was done, which is not counted: it pays for starting the network.
 */
export function tileClock(
  stages: readonly NetworkStage[],
  onProgress: ((progress: TileProgress) => void) | undefined,
  now: () => number = () => performance.now(),
): TileClock {
  const all = stages.flatMap((stage) => stage.passes.flatMap((pass) => pass.tiles));
  const pixelsTotal = all.reduce((sum, tile) => sum + pixelsOf(tile), 0);
  let tilesDone = 0;
  let tilesClean = 0;
  let pixelsDone = 0;
  let first: { readonly at: number; readonly pixels: number } | null = null;
  let current = { step: 0, operation: '' };

  const eta = (): number | null => {
    if (tilesDone === all.length) return 0;
    if (first === null || pixelsDone === first.pixels) return null;
    const perPixel = (now() - first.at) / (pixelsDone - first.pixels);
    return ((pixelsTotal - pixelsDone) * perPixel) / 1000;
  };
  const report = () =>
    onProgress?.({ ...current, steps: stages.length, tilesDone, tilesTotal: all.length, etaSeconds: eta() });

  return {
    begin(stage, step) {
      current = { step, operation: stage.operation };
      report();
    },
    tileDone(tile) {
      tilesDone += 1;
      pixelsDone += pixelsOf(tile);
      first ??= { at: now(), pixels: pixelsDone };
      report();
    },
    tileClean() {
      tilesClean += 1;
    },
    get tilesDone() {
      return tilesDone;
    },
    get tilesClean() {
      return tilesClean;
    },
  };
}

function pixelsOf(tile: Tile): number {
  return tile.input.width * tile.input.height;
}
