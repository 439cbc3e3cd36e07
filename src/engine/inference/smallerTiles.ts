import { invariant } from '../../shared/base/assert.ts';
import type { NamedTensors, Tensor } from '../ports.ts';
import { isOutOfMemory } from './outOfMemory.ts';

/** How a network that sees pictures may be given a smaller one; its other inputs are the same for every part. */
export interface TiledGraph {
  /** Names of the picture and of the result, of one shape: 1 x 3 x height x width. */
  readonly image: string;
  readonly output: string;
  /** Sides of a part are multiples of this. */
  readonly alignment: number;
  /** Pixels beside a part that the network must see and whose result is thrown away. */
  readonly halo: number;
}

/** The largest picture that a device is trusted with: Infinity until its memory was too little for one. */
export interface TileLimit {
  pixels: number;
}

/**
 * Runs a network on a picture, in halves of halves where the device has too little memory for it; `limit` falls then, so
 * that the next picture of that size is halved at once. Rejects with what `run` throws: where memory is too little even
 * for the smallest part, with that.
 */
export async function runWithinMemory(
  run: (inputs: NamedTensors) => Promise<NamedTensors>,
  inputs: NamedTensors,
  tiled: TiledGraph,
  limit: TileLimit,
): Promise<NamedTensors> {
  const { data, shape } = floatsOf(inputs, tiled.image);
  const [count = 1, , height = 0, width = 0] = shape;
  // Of several pictures the caller makes fewer.
  if (count > 1) return run(inputs);
  const cut = cutOf(Math.max(width, height), tiled);
  if (cut === null || width * height <= limit.pixels) {
    try {
      return await run(inputs);
    } catch (thrown) {
      if (cut === null || !isOutOfMemory(thrown)) throw thrown;
      limit.pixels = Math.floor((width * height) / 2);
    }
  }
  const isWide = width >= height;
  const result = new Float32Array(data.length);
  for (const part of cut) {
    const seen = isWide
      ? { left: part.from, top: 0, width: part.to - part.from, height }
      : { left: 0, top: part.from, width, height: part.to - part.from };
    const planes = new Float32Array(3 * seen.width * seen.height);
    copyWindow(data, width, height, seen, planes, 'out');
    const image = { shape: [1, 3, seen.height, seen.width], data: planes };
    const answer = await runWithinMemory(run, { ...inputs, [tiled.image]: image }, tiled, limit);
    const kept = isWide
      ? { left: part.keepFrom, top: 0, width: part.keepTo - part.keepFrom, height }
      : { left: 0, top: part.keepFrom, width, height: part.keepTo - part.keepFrom };
    const inner = { ...kept, left: kept.left - seen.left, top: kept.top - seen.top };
    const values = new Float32Array(3 * kept.width * kept.height);
    copyWindow(floatsOf(answer, tiled.output).data, seen.width, seen.height, inner, values, 'out');
    copyWindow(result, width, height, kept, values, 'in');
  }
  return { [tiled.output]: { shape, data: result } };
}

/** Two parts of a side with what each must see and what of it is kept; null where halving gains nothing. */
function cutOf(side: number, { alignment, halo }: TiledGraph) {
  const half = Math.ceil(side / 2 / alignment) * alignment;
  const margin = Math.ceil(halo / alignment) * alignment;
  // Less than this and the halo is most of what is computed.
  if (half <= 2 * margin || half + margin >= side) return null;
  return [
    { from: 0, to: half + margin, keepFrom: 0, keepTo: half },
    { from: half - margin, to: side, keepFrom: half, keepTo: side },
  ];
}

/** Between a window of three planes and an array of the window's own size. */
function copyWindow(
  planes: Float32Array,
  width: number,
  height: number,
  window: { left: number; top: number; width: number; height: number },
  values: Float32Array,
  direction: 'in' | 'out',
): void {
  for (let plane = 0; plane < 3; plane += 1) {
    for (let y = 0; y < window.height; y += 1) {
      const there = (plane * height + window.top + y) * width + window.left;
      const here = (plane * window.height + y) * window.width;
      if (direction === 'in') planes.set(values.subarray(here, here + window.width), there);
      else values.set(planes.subarray(there, there + window.width), here);
    }
  }
}

function floatsOf(tensors: NamedTensors, name: string): Tensor & { readonly data: Float32Array } {
  const tensor = tensors[name];
  invariant(tensor?.data instanceof Float32Array, `the network has a picture '${name}'`);
  return { shape: tensor.shape, data: tensor.data };
}
