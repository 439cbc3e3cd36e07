import type { Region } from '../../shared/model/recipe.ts';

/** Where a clause applies and the clause without the words that said so. */
export interface Placed {
  readonly region: Region;
  readonly words: string;
  /** The place is the subject of a complaint ("the sky is too bright"), not the object of a wish. */
  readonly told: boolean;
}
