import { expect, it } from 'vitest';
import { outlineOf, topOf } from '../../../../src/renderer/components/picture/histogramShape.ts';

const flat = (count: number): number[] => Array.from({ length: 256 }, () => count);

it('does not let clipped blacks and whites flatten everything between', () => {
  const clipped = flat(10);
  clipped[0] = 1_000_000;
  clipped[255] = 1_000_000;
  expect(topOf([{ red: clipped, green: clipped, blue: clipped, luma: clipped }])).toBe(10);
});

it('draws a closed outline inside of its box', () => {
  const heights = [...outlineOf(flat(9), 10, 256, 80).matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]));
  expect(heights.every((height) => height >= 0 && height <= 80)).toBe(true);
});
