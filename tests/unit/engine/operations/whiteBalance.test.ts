import { expect, test } from 'vitest';
import { whiteBalance } from '../../../../src/engine/operations/whiteBalance.ts';
import { noise, srgb } from '../pipeline/pictures.ts';

/** Greys of all levels and some strong colours under a light, encoded, as a thumbnail. */
function scene(light: readonly [number, number, number]): Float32Array {
  const values = new Float32Array(256 * 256 * 3);
  for (let i = 0; i < values.length; i += 3) {
    const y = 0.02 + 0.4 * noise(i, 1, 0);
    const isLeaf = noise(i, 2, 0) > 0.7;
    for (let channel = 0; channel < 3; channel += 1) {
      const leaf = isLeaf && channel !== 1 ? 0.25 : 1;
      values[i + channel] = y * leaf * (light[channel] ?? 1) * (0.95 + 0.1 * noise(i, 3, channel));
    }
  }
  srgb.fromLinear(values);
  return values;
}

function ofGrey(light: readonly [number, number, number]): Float32Array {
  const grey = Float32Array.from(light, (value) => value * 0.3);
  whiteBalance(srgb).measure(scene(light)).apply(grey);
  return grey;
}

test('a coloured light is found among strong colours, and grey becomes grey', () => {
  const [red = 0, green = 0, blue = 0] = ofGrey([1.4, 1, 0.6]);
  expect(red / green).toBeCloseTo(1, 1);
  expect(blue / green).toBeCloseTo(1, 1);
});

test('a neutral picture hardly changes', () => {
  for (const value of ofGrey([1, 1, 1])) expect(value).toBeCloseTo(0.3, 2);
});

test('a light beyond a stop is not taken away altogether', () => {
  const [red = 0, green = 0] = ofGrey([3, 1, 1]);
  expect(red / green).toBeCloseTo(1.5, 5);
});

test('a picture without a trustworthy pixel stays as it is', () => {
  const black = new Float32Array(256 * 256 * 3);
  const values = Float32Array.of(0.1, 0.2, 0.3);
  whiteBalance(srgb).measure(black).apply(values);
  expect([...values]).toEqual([...Float32Array.of(0.1, 0.2, 0.3)]);
});
