import { clamp, intersect, type Rect, rectOf } from '../../shared/base/geometry.ts';
import type { Leveled } from '../document/leveled.ts';
import type { Shown } from '../document/levels.ts';
import { networkTensors } from '../inference/networkTensors.ts';
import { conditioning } from '../operations/conditioning.ts';
import { guideState, type RestorationPass, restoreTile, tilesUnderWay } from '../operations/restoration.ts';
import { BlockStore } from '../tiling/blockStore.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { planTiles, type TileGeometry } from '../tiling/planTiles.ts';
import { runTiles } from '../tiling/runTiles.ts';

/** A draft is computed on so many pixels at most: about half a second on a processor. */
const mostPixels = 500_000;
/** Where the screen shows no more than this, the real tiles are as quick. */
const leastPixels = 1_000_000;
/** While tiles come in, the same pieces of the draft are looked at again and again: so many are kept, 3 MB each. */
const keptPieces = 12;

export interface DraftRequest {
  /** The step's input. */
  readonly input: Leveled;
  /** What is on screen, in pixels of the input. */
  readonly visible: Rect;
  readonly geometry: TileGeometry;
  /** Everything of the pass but where it reads and writes. */
  readonly network: Omit<RestorationPass, 'source' | 'store' | 'tiles' | 'onTile' | 'isClean'>;
  readonly scratchFolder: string;
}

/**
 * A quick look at what a network will make of the screen: run on a smaller level of the pyramid, and shown as a change
 * of the input, so that details stay as sharp as they are. Null where the screen shows too little to be worth it.
 */
export async function draftOf(request: DraftRequest, signal: AbortSignal): Promise<Shown | null> {
  const { input, geometry, network } = request;
  const visible = intersect(outward(request.visible, 1), rectOf(input));
  if (visible === null || visible.width * visible.height <= leastPixels) return null;
  let level = 0;
  while ((visible.width * visible.height) / 4 ** level > mostPixels) level += 1;
  const whole = input.at(level);
  const rect = intersect(outward(visible, 2 ** level), rectOf(whole));
  if (rect === null) return null;

  const plan = planTiles(rect, geometry);
  const store = new BlockStore({
    size: rect,
    regions: plan.tiles.map((tile) => tile.output),
    memoryBudgetBytes: rect.width * rect.height * pipelineChannels * 8,
    scratchFolder: request.scratchFolder,
  });
  try {
    const nothing = { tiles: [], onTile: () => undefined, isClean: null };
    const pass: RestorationPass = { ...network, ...nothing, source: part(whole, rect), store };
    const words = conditioning(network.operation, network.embedding, network.model);
    const state = await guideState({ ...pass, source: whole }, words, signal);
    const pool = new BufferPool();
    const conditions = { ...words, [networkTensors.tile.state]: state };
    const inFlight = tilesUnderWay(network.inference, 1);
    await runTiles(plan.tiles, inFlight, (tile, own) => restoreTile(pass, tile, conditions, pool, own), signal);
    const change = new Float32Array(rect.width * rect.height * pipelineChannels);
    const before = new Float32Array(change.length);
    await store.readRect({ left: 0, top: 0, width: rect.width, height: rect.height }, change);
    await whole.readRect(rect, before, signal);
    for (let i = 0; i < change.length; i += 1) change[i] = (change[i] as number) - (before[i] as number);
    return changedLevels(input, change, rect, level);
  } finally {
    await store.dispose();
  }
}

/** The input with a change that is known on one level, at every level. */
function changedLevels(input: Leveled, change: Float32Array, rect: Rect, level: number): Shown {
  const kept = new Map<string, Float32Array>();
  /** The changed pixels of a rectangle inside of what is known; not to be written to. */
  const changed = async (wanted: number, inside: Rect, signal?: AbortSignal): Promise<Float32Array> => {
    const name = [wanted, inside.left, inside.top, inside.width, inside.height].join();
    const known = kept.get(name);
    if (known !== undefined) return known;
    const values = new Float32Array(inside.width * inside.height * pipelineChannels);
    await input.at(wanted).readRect(inside, values, signal);
    const step = 2 ** (wanted - level);
    for (let y = 0, at = 0; y < inside.height; y += 1) {
      const row = (inside.top + y + 0.5) * step - 0.5 - rect.top;
      for (let x = 0; x < inside.width; x += 1, at += pipelineChannels) {
        addChange(change, rect, (inside.left + x + 0.5) * step - 0.5 - rect.left, row, values, at);
      }
    }
    kept.set(name, values);
    const [oldest] = kept.keys();
    if (kept.size > keptPieces && oldest !== undefined) kept.delete(oldest);
    return values;
  };
  return {
    at(wanted, fallback) {
      const { width, height } = input.at(wanted);
      const step = 2 ** (wanted - level);
      const known = {
        left: Math.ceil(rect.left / step),
        top: Math.ceil(rect.top / step),
        width: Math.floor(rect.width / step),
        height: Math.floor(rect.height / step),
      };
      return {
        width,
        height,
        async readRect(asked, into, signal) {
          const inside = intersect(asked, known);
          if (inside === null) return fallback.readRect(asked, into, signal);
          if (inside.width * inside.height < asked.width * asked.height) await fallback.readRect(asked, into, signal);
          const values = await changed(wanted, inside, signal);
          const length = inside.width * pipelineChannels;
          for (let y = 0; y < inside.height; y += 1) {
            const to = (inside.top - asked.top + y) * asked.width + inside.left - asked.left;
            into.set(values.subarray(y * length, (y + 1) * length), to * pipelineChannels);
          }
        },
      };
    },
  };
}

/** Adds the change between the four pixels around a place to the pixel at `at`. */
function addChange(
  change: Float32Array,
  rect: Rect,
  column: number,
  row: number,
  values: Float32Array,
  at: number,
): void {
  const left = clamp(Math.floor(column), 0, rect.width - 1);
  const top = clamp(Math.floor(row), 0, rect.height - 1);
  const right = Math.min(left + 1, rect.width - 1);
  const bottom = Math.min(top + 1, rect.height - 1);
  const partX = clamp(column - left, 0, 1);
  const partY = clamp(row - top, 0, 1);
  const [a, b] = [(top * rect.width + left) * 3, (top * rect.width + right) * 3];
  const [c, d] = [(bottom * rect.width + left) * 3, (bottom * rect.width + right) * 3];
  for (let i = 0; i < pipelineChannels; i += 1) {
    const upper = (change[a + i] as number) * (1 - partX) + (change[b + i] as number) * partX;
    const lower = (change[c + i] as number) * (1 - partX) + (change[d + i] as number) * partX;
    (values[at + i] as number) += upper * (1 - partY) + lower * partY;
  }
}

function part(source: FloatSource, window: Rect): FloatSource {
  return {
    width: window.width,
    height: window.height,
    readRect: (rect, into, signal) =>
      source.readRect({ ...rect, left: rect.left + window.left, top: rect.top + window.top }, into, signal),
  };
}

/** Whole pixels around a rectangle on a level `step` times smaller. */
function outward({ left, top, width, height }: Rect, step: number): Rect {
  const [x, y] = [Math.floor(left / step), Math.floor(top / step)];
  return { left: x, top: y, width: Math.ceil((left + width) / step) - x, height: Math.ceil((top + height) / step) - y };
}
