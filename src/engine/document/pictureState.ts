import { intersect, type Rect } from '../../shared/base/geometry.ts';
import type { PictureInfo, StepState, StepStatus } from '../../shared/contract/picture.ts';
import { maskState } from '../../shared/logic/maskState.ts';
import type { Picture } from '../image/picture.ts';
import type { ChainLink } from './chain.ts';
import type { NetworkResult } from './networkResult.ts';
import type { ResultCache } from './resultCache.ts';

/** What a window is told about a picture that never changes. */
export function pictureInfo(id: PictureInfo['id'], name: string, picture: Picture): PictureInfo {
  const { width, height, format, depth, colourSpace, alpha, notes } = picture;
  return {
    id,
    name,
    width,
    height,
    format,
    depth,
    colourSpace: colourSpace.name,
    alpha: alpha !== null,
    notes: [...notes],
  };
}

/** What the engine knows about the results of one step. */
export interface StepResults {
  /** For what the step has to compute now. */
  readonly current: NetworkResult | null;
  /** From before something it depends on changed. */
  readonly last: NetworkResult | null;
  /** What a job is doing with the step. */
  readonly activity: Extract<StepStatus, 'running' | 'paused'> | null;
  readonly changedOutside: number | null;
  /** Seconds that a tile takes, as measured last; null before any was. */
  readonly secondsPerTile: number | null;
  /** It is computed wherever the user looks. */
  readonly isFollowed: boolean;
  /** What is on screen, in source pixels. */
  readonly visible: Rect;
}

/** What a window is told about one step. */
export function stepState(link: ChainLink, results: StepResults): StepState {
  const { step } = link;
  const [tilesDone, tilesTotal] = countTiles(link, results.current);
  const shown = results.current ?? results.last;
  const pace = results.current?.secondsPerTile ?? results.last?.secondsPerTile ?? results.secondsPerTile;
  return {
    id: step.id,
    operation: step.operation,
    parameters: step.parameters,
    strength: step.strength,
    region: step.region,
    enabled: step.enabled,
    words: step.words,
    name: step.name,
    mask: step.mask === null ? null : maskState(step.mask),
    status: statusOf(link, results, tilesDone, tilesTotal),
    tilesDone,
    tilesTotal,
    seconds: shown === null || shown.seconds === 0 ? null : shown.seconds,
    device: shown?.device ?? null,
    tilesClean: results.current?.tilesClean ?? 0,
    secondsLeft: tilesDone === tilesTotal || pace === null ? null : pace * (tilesTotal - tilesDone),
    changedOutside: results.changedOutside,
  };
}

/** Tiles of a step that are finished, and all that it needs. */
export function countTiles(link: ChainLink, result: NetworkResult | null): readonly [done: number, total: number] {
  let done = 0;
  let total = 0;
  for (const [index, pass] of (link.work?.passes ?? []).entries()) {
    const finished = result?.passes[index];
    total += pass.tiles.length;
    for (const tile of pass.tiles) if (finished?.isDone(tile) === true) done += 1;
  }
  return [done, total];
}

/** Tiles of some steps that no network has computed yet. */
export function missingTiles(links: readonly ChainLink[], results: Pick<ResultCache, 'find'>): number {
  return links.reduce((sum, link) => {
    const [done, total] = countTiles(link, link.work === null ? null : results.find(link.work));
    return sum + total - done;
  }, 0);
}

function statusOf(link: ChainLink, results: StepResults, done: number, total: number): StepStatus {
  if (link.work === null || done === total) return 'done';
  if (results.activity !== null) return results.activity;
  if ((results.current?.failure ?? null) !== null) return 'failed';
  if (results.isFollowed && isVisibleDone(link, results)) return 'partial';
  return results.last !== null && results.last !== results.current ? 'stale' : 'waiting';
}

/** True where everything on screen is finished. */
function isVisibleDone({ work, scale, output }: ChainLink, { current, visible }: StepResults): boolean {
  const last = work?.passes.at(-1);
  const finished = current?.passes.at(-1);
  if (last === undefined || finished === undefined) return false;
  const factor = (scale * last.plan.size.width) / output.width;
  const { left, top, width, height } = visible;
  const seen = { left: left * factor, top: top * factor, width: width * factor, height: height * factor };
  return last.tiles.every((tile) => finished.isDone(tile) || intersect(tile.output, seen) === null);
}
