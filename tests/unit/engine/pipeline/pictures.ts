import type { ColourSpace } from '../../../../src/engine/image/colourSpace.ts';
import type { Picture, Samples } from '../../../../src/engine/image/picture.ts';
import { pictureOf } from '../../../../src/engine/image/pictureOf.ts';
import type { RenderedPicture } from '../../../../src/engine/pipeline/renderedPicture.ts';
import type { ResolvedStep } from '../../../../src/engine/pipeline/resolvedStep.ts';
import { isRestoration, type OperationId } from '../../../../src/shared/model/operation.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';

/** Decodes and encodes like sRGB, odd about zero, straight on. */
function decode(value: number): number {
  const size = Math.abs(value);
  return Math.sign(value) * (size <= 0.04045 ? size / 12.92 : ((size + 0.055) / 1.055) ** 2.4);
}

function encode(value: number): number {
  const size = Math.abs(value);
  return Math.sign(value) * (size <= 0.0031308 ? size * 12.92 : 1.055 * size ** (1 / 2.4) - 0.055);
}

function each(values: Float32Array, change: (value: number) => number): void {
  for (let i = 0; i < values.length; i += 1) values[i] = change(values[i] ?? 0);
}

/** sRGB by its formula. */
export const srgb: ColourSpace = {
  name: 'sRGB',
  isSrgb: true,
  luminance: [0.2126, 0.7152, 0.0722],
  toLinear: (values) => each(values, decode),
  fromLinear: (values) => each(values, encode),
  toSrgb: () => undefined,
  fromSrgb: () => undefined,
};

/** Display P3 to sRGB in linear light, and back. */
const toSrgbMatrix = [1.2249, -0.2247, 0, -0.042, 1.0419, 0, -0.0197, -0.0786, 1.0979];
const fromSrgbMatrix = [0.82249, 0.17737, 0, 0.03316, 0.96693, 0, 0.01708, 0.0724, 0.91083];

function through(matrix: readonly number[], values: Float32Array): void {
  each(values, decode);
  for (let i = 0; i < values.length; i += 3) {
    const [r, g, b] = values.slice(i, i + 3) as unknown as [number, number, number];
    for (let row = 0; row < 3; row += 1) {
      const [x = 0, y = 0, z = 0] = matrix.slice(row * 3, row * 3 + 3);
      values[i + row] = x * r + y * g + z * b;
    }
  }
  each(values, encode);
}

/** A space like Display P3: the curve of sRGB, wider primaries. */
export const wide: ColourSpace = {
  name: 'Wide',
  isSrgb: false,
  luminance: [0.229, 0.6917, 0.0793],
  toLinear: (values) => each(values, decode),
  fromLinear: (values) => each(values, encode),
  toSrgb: (values) => through(toSrgbMatrix, values),
  fromSrgb: (values) => through(fromSrgbMatrix, values),
};

/** A picture of repeatable noise, or of what `sample` says. */
export function makePicture(
  width: number,
  height: number,
  rest: Partial<Picture> = {},
  sample: (x: number, y: number, channel: number) => number = noise,
): Picture {
  const channels = rest.channels ?? 3;
  const depth = rest.depth ?? 8;
  const samples: Samples =
    depth === 8 ? new Uint8Array(width * height * channels) : new Uint16Array(width * height * channels);
  const most = depth === 8 ? 255 : 65535;
  for (let i = 0; i < samples.length; i += 1) {
    const pixel = Math.floor(i / channels);
    samples[i] = Math.round(most * sample(pixel % width, Math.floor(pixel / width), i % channels));
  }
  return { ...pictureOf({ width, height }, samples), colourSpace: srgb, ...rest };
}

/** 0..1, the same for the same place. */
export function noise(x: number, y: number, channel: number): number {
  const mixed = Math.imul(x + 1, 374761393) ^ Math.imul(y + 1, 668265263) ^ Math.imul(channel + 1, 2147483647);
  const hashed = Math.imul(mixed ^ (mixed >>> 13), 1274126177);
  return ((hashed ^ (hashed >>> 16)) >>> 0) / 0xffffffff;
}

/** A step as the pipeline takes it, with an embedding that is all ones. */
export function resolved(operation: OperationId, rest: Parameters<typeof makeStep>[1] = {}): ResolvedStep {
  return {
    step: makeStep(operation, rest),
    embedding: isRestoration(operation) ? new Float32Array(256).fill(1) : null,
  };
}

/** All rows, a few at a time, as an encoder would read them. */
export async function allRows(rendered: RenderedPicture, rowsAtOnce = 7): Promise<Samples> {
  const rowLength = rendered.width * rendered.channels;
  const all =
    rendered.depth === 8 ? new Uint8Array(rowLength * rendered.height) : new Uint16Array(rowLength * rendered.height);
  for (let top = 0; top < rendered.height; top += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rendered.height - top);
    all.set(await rendered.readRows(top, count), top * rowLength);
  }
  return all;
}

/** The largest difference between two pictures, in levels. */
export function largestDifference(a: Samples, b: Samples): number {
  let most = 0;
  for (const [i, sample] of a.entries()) most = Math.max(most, Math.abs(sample - (b[i] ?? 0)));
  return most;
}
