import { expect, it } from 'vitest';
import { plotTop } from '../../../../src/renderer/viewer/histogramPlot.ts';

it('is as tall as the tallest inner bin: clipped black and white do not flatten the rest', () => {
  const bins = Array.from({ length: 256 }, (_, i) => (i === 0 ? 9000 : i === 100 ? 200 : 10));
  expect(plotTop([bins])).toBe(210);
});

it('shows a picture of nothing but black', () => {
  const bins = Array.from({ length: 256 }, (_, i) => (i === 0 ? 9000 : 0));
  expect([plotTop([bins]), plotTop([])]).toEqual([9000, 1]);
});
