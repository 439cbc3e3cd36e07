import type { OperationId } from '../../shared/model/operation.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { Adjustment } from '../operations/adjustment.ts';
import type { EnlargeFactor } from '../operations/upscale.ts';
import type { Tile, TilePlan } from '../tiling/planTiles.ts';

/** One run of the network over a picture; enlarging steps have one per doubling. */
export interface NetworkPass {
  /** How often the pass's input is enlarged before the network sees it. */
  readonly enlarge: 1 | 2;
  readonly plan: TilePlan;
  /** The tiles of the plan that have to be computed. */
  readonly tiles: readonly Tile[];
}

export interface AdjustmentStage {
  readonly kind: 'adjustment';
  readonly adjustment: Adjustment;
  readonly strength: number;
  readonly coverage: Coverage | null;
}

export interface NetworkStage {
  readonly kind: 'network';
  readonly operation: OperationId;
  readonly embedding: Float32Array;
  readonly strength: number;
  /** At the size of the stage's result. */
  readonly coverage: Coverage | null;
  readonly factor: 1 | EnlargeFactor;
  /** Tiles with a lower severity of the fault than this, 0..1, are left as they are; 0 restores all. */
  readonly leaveBelow: number;
  readonly passes: readonly NetworkPass[];
}

/** A step that has something to do. Strength is above 0; `coverage` touches the picture, or is null for everywhere. */
export type Stage = AdjustmentStage | NetworkStage;
