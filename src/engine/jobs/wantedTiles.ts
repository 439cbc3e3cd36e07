import { intersect, type Rect } from '../../shared/base/geometry.ts';
import type { StepId } from '../../shared/base/ids.ts';
import type { ChainLink } from '../document/chain.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import type { Tile } from '../tiling/planTiles.ts';

/** How much of a picture is computed: what is on screen, or everything. */
export type Extent = 'visible' | 'whole';

/** What a job has to compute. */
export interface Task {
  /** The last step of it, or null for all of them. */
  readonly upTo: StepId | null;
  readonly extent: Extent;
}

/** The steps that a task is about. */
export function asked(links: readonly ChainLink[], { upTo }: Task): readonly ChainLink[] {
  const last = upTo === null ? -1 : links.findIndex(({ step }) => step.id === upTo);
  return last < 0 ? links : links.slice(0, last + 1);
}

/**
 * The tiles of one pass of a step that a task needs. Only the last pass of the last network step may leave out what is
 * not on screen: every pass before it is looked at as a whole by the guide of the next one.
 */
export function wantedTiles(picture: OpenPicture, link: ChainLink, pass: number, task: Task): readonly Tile[] {
  const passes = link.work?.passes ?? [];
  const { plan, tiles } = passes[pass] ?? {};
  if (plan === undefined || tiles === undefined) return [];
  const last = asked(picture.links, task).findLast(({ work }) => work !== null);
  if (task.extent === 'whole' || pass < passes.length - 1 || last?.step.id !== link.step.id) return tiles;
  const visible = scaled(picture.visible, plan.size.width / picture.source.width);
  return tiles.filter((tile) => intersect(tile.output, visible) !== null);
}

/** Tiles of a step that a task needs and that are not finished. */
export function missingOf(picture: OpenPicture, link: ChainLink, task: Task): number {
  const result = link.work === null ? null : picture.results.find(link.work);
  const passes = link.work?.passes ?? [];
  return passes.reduce((sum, _pass, index) => {
    const missing = wantedTiles(picture, link, index, task).filter(
      (tile) => result?.passes[index]?.isDone(tile) !== true,
    );
    return sum + missing.length;
  }, 0);
}

/** A rectangle on a picture `factor` times as large. */
export function scaled({ left, top, width, height }: Rect, factor: number): Rect {
  return { left: left * factor, top: top * factor, width: width * factor, height: height * factor };
}
