import type { Picture } from '../../src/engine/image/picture.ts';
import { pictureOf } from '../../src/engine/image/pictureOf.ts';
import { type OperationId, restorationTasks } from '../../src/shared/model/operation.ts';
import { type BenchEngine, oneTile } from './engine.ts';
import { smallTile } from './tiles.ts';

const width = 480;
const height = 320;
const most = 65535;
/** 16-bit values of one 8-bit level. */
const level = 257;

/** Values 0..1 of red, green and blue by the place in the picture, 0..1. */
type Ramp = (x: number, y: number) => readonly [number, number, number];

/** As flat as a sky: less than a third of a level from pixel to pixel, so that no seam can hide in them. */
const ramps: readonly Ramp[] = [
  (x) => [0.25 + 0.4 * x, 0.25 + 0.4 * x, 0.25 + 0.4 * x],
  (x, y) => [0.75 - 0.25 * y, 0.6 - 0.15 * y + 0.1 * x, 0.5 + 0.3 * y],
  (x, y) => [0.06 + 0.06 * y, 0.05 + 0.04 * x, 0.08 + 0.05 * (x + y)],
];

/** What becomes of flat gradients, in 8-bit levels. */
export interface GradientStep {
  readonly operation: string;
  /** Largest step between neighbours that a smooth picture would not have, in the picture made of small tiles. */
  readonly step: number;
  /** Largest step in what small tiles change against a single one: what seams alone add. */
  readonly seam: number;
}

/** Restores every gradient by every task, and with no words, in small tiles and in one. */
export async function measureGradients(engine: BenchEngine): Promise<GradientStep[]> {
  const operations: OperationId[] = [...restorationTasks.filter((task) => task !== 'upscale'), 'auto'];
  const steps: GradientStep[] = [];
  for (const operation of operations) {
    let [step, seam] = [0, 0];
    for (const ramp of ramps) {
      const picture = gradient(ramp);
      const whole = await engine.restore(picture, operation, oneTile);
      const tiled = await engine.restore(picture, operation, smallTile);
      step = Math.max(step, largestStep(tiled, width));
      seam = Math.max(
        seam,
        largestStep(
          Int32Array.from(tiled, (value, i) => value - (whole[i] ?? 0)),
          width,
        ),
      );
    }
    steps.push({ operation, step: step / level, seam: seam / level });
  }
  return steps;
}

/**
 * The largest jump from a value to its neighbour, less what the slope on both sides of the two explains: along a smooth
 * ramp nothing, across a seam the step. Values of three channels, interleaved.
 */
export function largestStep(samples: ArrayLike<number>, across: number): number {
  const row = 3 * across;
  let largest = 0;
  const look = (at: number, stride: number): void => {
    const slopes = [-1, 0, 1].map((i) => (samples[at + (i + 1) * stride] ?? 0) - (samples[at + i * stride] ?? 0));
    const [before = 0, here = 0, after = 0] = slopes;
    largest = Math.max(largest, Math.abs(here - (before + after) / 2));
  };
  for (let at = 0; at < samples.length; at++) {
    const x = Math.floor((at % row) / 3);
    if (x >= 1 && x + 2 < across) look(at, 3);
    if (at >= row && at + 2 * row < samples.length) look(at, row);
  }
  return largest;
}

function gradient(ramp: Ramp): Picture {
  const samples = new Uint16Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const values = ramp(x / (width - 1), y / (height - 1)).map((value) => Math.round(value * most));
      samples.set(values, 3 * (y * width + x));
    }
  }
  return pictureOf({ width, height }, samples);
}
