import { expect, test } from 'vitest';
import { carryChange, toNetwork } from '../../../../src/engine/operations/networkColour.ts';
import { BufferPool } from '../../../../src/engine/tiling/bufferPool.ts';
import { srgb, wide } from '../pipeline/pictures.ts';

const pool = new BufferPool();
const window = { left: 0, top: 0, width: 2, height: 1 };

test.each([srgb, wide])('networks see clipped sRGB planes of $name', (space) => {
  const planes = new Float32Array(6);
  toNetwork(Float32Array.of(1, 0, 0, 0.5, 0.5, 0.5), planes, space, pool);
  expect(Math.min(...planes)).toBe(0);
  expect(Math.max(...planes)).toBe(1);
  expect(planes[3]).toBeCloseTo(0.5, 3);
});

test.each([srgb, wide])('an unchanged picture in $name returns bit for bit, excess included', (space) => {
  const own = Float32Array.of(1.3, -0.2, 0.1, 0, 1, 0);
  const seen = new Float32Array(6);
  toNetwork(own, seen, space, pool);
  const result = new Float32Array(6);
  carryChange({ own, seen, output: seen.slice(), width: 2, height: 1 }, window, result, space, pool);
  expect(result).toEqual(own);
});

test('a change arrives in the own space', () => {
  const own = Float32Array.of(0.5, 0.5, 0.5, 0.2, 0.4, 0.6);
  const seen = new Float32Array(6);
  toNetwork(own, seen, wide, pool);
  const result = new Float32Array(6);
  const output = seen.map((value) => value * 0.5);
  carryChange({ own, seen, output, width: 2, height: 1 }, window, result, wide, pool);
  wide.toSrgb(result);
  const expected = [0, 2, 4, 1, 3, 5].map((i) => output[i] ?? 0);
  for (const [i, value] of result.entries()) expect(value).toBeCloseTo(expected[i] ?? 0, 2);
});

test('the sum gives away a value that is no number', () => {
  const own = new Float32Array(6);
  const output = Float32Array.of(0, 0, Number.NaN, 0, 0, 0);
  const tile = { own, seen: new Float32Array(6), output, width: 2, height: 1 };
  expect(carryChange(tile, window, new Float32Array(6), srgb, pool)).toBeNaN();
});
