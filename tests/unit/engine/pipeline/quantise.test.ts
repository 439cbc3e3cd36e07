import { expect, test } from 'vitest';
import { quantise } from '../../../../src/engine/pipeline/quantise.ts';
import { srgb } from './pictures.ts';

test('samples are rounded to the nearest and kept inside their range', () => {
  const values = Float32Array.of(-1, 0.4 / 255, 0.6 / 255, 1, 7, Number.NaN);
  const into = new Uint8Array(6);
  quantise(values, 3, into, srgb);
  expect([...into]).toEqual([0, 0, 1, 255, 255, 0]);
});

test('every level of 16 bits survives the pipeline', () => {
  const levels = Uint16Array.from({ length: 65536 }, (_, level) => level);
  const values = Float32Array.from({ length: 65536 * 3 }, (_, i) => Math.floor(i / 3) / 65535);
  const into = new Uint16Array(65536);
  quantise(values, 1, into, srgb);
  expect(into).toEqual(levels);
});

test('a coloured value in a grey picture becomes the grey of its luminance', () => {
  const into = new Uint8Array(2);
  quantise(Float32Array.of(1, 0, 0, 0.5, 0.5, 0.5), 1, into, srgb);
  expect([...into]).toEqual([127, 128]);
});
