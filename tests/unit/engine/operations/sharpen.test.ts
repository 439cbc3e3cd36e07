import { expect, test } from 'vitest';
import { sharpen } from '../../../../src/engine/operations/sharpen.ts';
import { grow, intersect, type Rect, rectOf } from '../../../../src/shared/base/geometry.ts';
import { noise, srgb } from '../pipeline/pictures.ts';

const size = { width: 40, height: 30 };

function cut(values: Float32Array, rect: Rect): Float32Array {
  const part = new Float32Array(rect.width * rect.height * 3);
  for (let y = 0; y < rect.height; y += 1) {
    const from = ((rect.top + y) * size.width + rect.left) * 3;
    part.set(values.subarray(from, from + rect.width * 3), y * rect.width * 3);
  }
  return part;
}

function sharpened(values: Float32Array, amount: number, radius: number, rect: Rect = rectOf(size)): Float32Array {
  const adjustment = sharpen(amount, radius, srgb);
  const seen = intersect(grow(rect, adjustment.halo), rectOf(size)) ?? rect;
  const output = new Float32Array(rect.width * rect.height * 3);
  adjustment.apply(cut(values, seen), seen, rect, output);
  return output;
}

const picture = Float32Array.from({ length: 40 * 30 * 3 }, (_, i) => noise(i, 0, i % 3));

test('any part is bit for bit what it is in the whole', () => {
  const whole = sharpened(picture, 120, 2.3);
  const rect = { left: 7, top: 11, width: 20, height: 9 };
  expect(sharpened(picture, 120, 2.3, rect)).toEqual(cut(whole, rect));
});

test('a flat picture stays flat', () => {
  const flat = new Float32Array(picture.length).fill(0.4);
  for (const value of sharpened(flat, 300, 5)) expect(value).toBeCloseTo(0.4, 6);
});

test('an edge is overshot, more with more amount, but never beyond the limit', () => {
  const edge = picture.map((_, i) => (Math.floor(i / 3) % size.width < 20 ? 0.3 : 0.7));
  const overshoot = (amount: number) => Math.max(...sharpened(edge, amount, 1.5)) - 0.7;
  expect(overshoot(50)).toBeGreaterThan(0.02);
  expect(overshoot(100)).toBeGreaterThan(overshoot(50));
  expect(overshoot(300)).toBeLessThan(0.1);
});

test('colours do not fringe: what a pixel gets, all its channels get', () => {
  const after = sharpened(picture, 100, 1);
  for (let i = 0; i < after.length; i += 3) {
    const [red = 0, green = 0] = [0, 1].map((c) => (after[i + c] ?? 0) - (picture[i + c] ?? 0));
    expect(red).toBeCloseTo(green, 6);
  }
});
