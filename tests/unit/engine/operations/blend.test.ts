import { expect, test } from 'vitest';
import { blend } from '../../../../src/engine/operations/blend.ts';

const input = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
const result = Float32Array.of(1.1, -7e30, Number.NaN, 0.3, 0.3, 0.3, 2, 3, 4);

test('strength 1 is the result and strength 0 the input, bit for bit', () => {
  const full = result.slice();
  blend(input, full, 1, null);
  expect(full).toEqual(result);
  const none = result.slice();
  blend(input, none, 0, null);
  expect(none).toEqual(input);
});

test('coverage times strength decides for each pixel', () => {
  const mixed = result.slice();
  blend(input, mixed, 0.5, Float32Array.of(0, 0.5, 1));
  expect([...mixed.subarray(0, 3)]).toEqual([...input.subarray(0, 3)]);
  expect(mixed[3]).toBeCloseTo(0.375, 6);
  expect(mixed[6]).toBeCloseTo(1.35, 6);
});
