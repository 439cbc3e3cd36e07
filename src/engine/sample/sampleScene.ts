import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Size } from '../../shared/base/geometry.ts';
import type { Depth } from '../../shared/model/image.ts';
import type { Picture, RowSource } from '../image/picture.ts';
import { pictureOf } from '../image/pictureOf.ts';
import { makeFoliage } from './foliage.ts';
import { makeHills } from './hills.ts';
import { makeLake } from './lake.ts';
import type { Colour, Layer, Stage } from './paint.ts';
import { makePortrait } from './portrait.ts';
import { makeSky } from './sky.ts';
import { makeTerrace } from './terrace.ts';
import { makeVillage } from './village.ts';
import { makeWires } from './wires.ts';

/** A rendered photo-like scene; the same size and seed give the same values everywhere. */
export interface Scene extends Size {
  /** Encoded sRGB, red, green, blue interleaved, 0 to 1, of `count` rows from `top`. */
  readonly rows: (top: number, count: number) => Float32Array;
}

/**
 * An evening at a lake, as a photographer would frame it: sky and clouds, hills, a village with its lights, foliage,
 * lettering, thin cables, a face. Made by arithmetic alone, so that nobody's picture has to be shipped.
 */
export function sampleScene(size: Size, seed = 1): Scene {
  const stage: Stage = { seed, pixel: 1 / size.height };
  const sky = makeSky(stage);
  const hills = makeHills(stage);
  const village = makeVillage(stage);
  const behind: readonly Layer[] = [sky, hills, village];
  const layers: readonly Layer[] = [
    ...behind,
    makeLake(stage, behind),
    makeWires(stage),
    makeTerrace(stage),
    makePortrait(stage),
    makeFoliage(stage),
  ];
  return {
    ...size,
    rows(top, count) {
      const values = new Float32Array(size.width * count * 3);
      const colour: Colour = [0, 0, 0];
      for (let row = 0, at = 0; row < count; row += 1) {
        const v = (top + row + 0.5) / size.height;
        for (let column = 0; column < size.width; column += 1) {
          const u = (column + 0.5 - size.width / 2) / size.height;
          for (const layer of layers) layer.paint(u, v, colour);
          const vignette = 1 - 0.2 * Math.min(1, u * u * 0.8 + (v - 0.5) ** 2);
          for (let c = 0; c < 3; c += 1) values[at++] = develop((colour[c] ?? 0) * vignette);
        }
      }
      return values;
    },
  };
}

/** Linear light to an encoded value, highlights rolled off as film does it. */
function develop(linear: number): number {
  const exposed = 1.25 * Math.max(0, linear);
  const rolled = exposed < 0.55 ? exposed : 0.55 + 0.45 * (1 - Math.exp(-(exposed - 0.55) / 0.45));
  return rolled <= 0.0031308 ? rolled * 12.92 : 1.055 * rolled ** (1 / 2.4) - 0.055;
}

/** The scene's rows as whole numbers, without ever holding more than what is asked for. */
export function sceneRows(scene: Scene, depth: Depth = 8): RowSource {
  const top = depth === 16 ? 65535 : 255;
  return {
    width: scene.width,
    height: scene.height,
    channels: 3,
    depth,
    readRows(from, count) {
      const values = scene.rows(from, count);
      const quantise = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * top);
      return Promise.resolve(depth === 16 ? Uint16Array.from(values, quantise) : Uint8Array.from(values, quantise));
    },
  };
}

/** The whole scene as a picture in sRGB without metadata. */
export async function scenePicture(size: Size, seed = 1, depth: Depth = 8, signal?: AbortSignal): Promise<Picture> {
  const rows = sceneRows(sampleScene(size, seed), depth);
  const line = 3 * size.width;
  const samples = depth === 16 ? new Uint16Array(line * size.height) : new Uint8Array(line * size.height);
  const band = Math.max(1, Math.floor(20_000 / size.width));
  for (let top = 0; top < size.height; top += band) {
    throwIfCancelled(signal);
    samples.set(await rows.readRows(top, Math.min(band, size.height - top)), top * line);
    // Rendering is arithmetic without a pause of its own; others get their turn here.
    await setImmediate();
  }
  return pictureOf(size, samples);
}
