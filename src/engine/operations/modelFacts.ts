import type { RestorationTask } from '../../shared/model/operation.ts';

/** What the pipeline must know about a restoration network; the manifest of its model pack says it. */
export interface ModelFacts {
  readonly id: string;
  /** In the order of the network's `strengths` input. */
  readonly tasks: readonly RestorationTask[];
  /** Sides of a tile are multiples of this. */
  readonly alignment: number;
  /** Pixels around a tile that the network must see and whose result is thrown away. */
  readonly halo: number;
  /** Largest side of a tile, halo included. */
  readonly tileSize: number;
  /** Side of the square thumbnail that the guide looks at. */
  readonly thumbnailSize: number;
  /** Length of the guide's `state`. */
  readonly stateSize: number;
}
