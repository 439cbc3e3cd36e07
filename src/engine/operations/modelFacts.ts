import type { OperationId, RestorationTask } from '../../shared/model/operation.ts';

/** What the pipeline must know about a restoration network; the manifest of its model pack says it. */
export interface ModelFacts {
  readonly id: string;
  /** In the order of the network's `strengths` input. */
  readonly tasks: readonly RestorationTask[];
  /** Sides of a tile are multiples of this. */
  readonly alignment: number;
  /** Pixels around a tile that the network must see and whose result is thrown away. */
  readonly halo: number;
  /** The same for tasks that look less far. */
  readonly halos?: Partial<Record<RestorationTask, number>> | undefined;
  /** Largest side of a tile, halo included. */
  readonly tileSize: number;
  /** Side of the square thumbnail that the guide looks at. */
  readonly thumbnailSize: number;
  /** Length of the guide's `state`. */
  readonly stateSize: number;
}

/** How far an operation of a network looks beyond a tile, in pixels. */
export function haloOf({ halo, halos }: Pick<ModelFacts, 'halo' | 'halos'>, operation: OperationId): number {
  const own: Partial<Record<OperationId, number>> = halos ?? {};
  return own[operation] ?? halo;
}
