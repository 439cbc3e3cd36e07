import { describe, expect, it } from 'vitest';
import { ResultShelf } from '../../../../src/engine/cache/resultShelf.ts';
import { CoarseResult } from '../../../../src/engine/document/coarseResult.ts';
import { SourcePyramid } from '../../../../src/engine/document/sourcePyramid.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';
import { levelSize } from '../../../../src/shared/logic/tilePyramid.ts';
import { noisyPicture, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const size = { width: 1301, height: 777 };
const whole = (level: number) => ({ left: 0, top: 0, ...levelSize(size, level) });
async function stored() {
  const folder = await temporaryFolder();
  return new ResultShelf({ folder, fallback: folder, budgetBytes: 1e9, memoryBytes: 1e8 }).open('coarse');
}
const nothing: FloatSource = { ...size, readRect: async (_rect, into) => void into.fill(Number.NaN) };

describe('the levels of a picture', () => {
  it('halve it, rounded up, down to one tile', async () => {
    const pyramid = await SourcePyramid.build(noisyPicture(size.width, size.height));
    expect(pyramid.top).toBe(2);
    for (const level of [0, 1, 2]) {
      const { width, height } = pyramid.at(level);
      expect({ width, height }).toEqual(levelSize(size, level));
    }
  });

  it('are means of what they stand for', async () => {
    const pyramid = await SourcePyramid.build(noisyPicture(size.width, size.height));
    const full = await valuesOf(pyramid, 0);
    const half = await valuesOf(pyramid, 1);
    const at = (x: number, y: number) => full[(y * size.width + x) * 3] ?? 0;
    const mean = (at(10, 20) + at(11, 20) + at(10, 21) + at(11, 21)) / 4;
    expect(half[(10 * 651 + 5) * 3]).toBeCloseTo(mean, 2);
  });

  it('agree for a result that comes in tiles and for a source', async () => {
    const pyramid = await SourcePyramid.build(noisyPicture(size.width, size.height));
    const coarse = new CoarseResult(size, 2, await stored(), () => undefined);
    const tiles = [0, 500, 1000].flatMap((left) => [0, 300].map((top) => ({ left, top })));
    for (const { left, top } of tiles) {
      const rect = { left, top, width: Math.min(520, size.width - left), height: Math.min(480, size.height - top) };
      await coarse.update(rect, pyramid.at(0));
    }
    for (const level of [1, 2]) {
      const values = new Float32Array(whole(level).width * whole(level).height * 3);
      await coarse.at(level, nothing).readRect(whole(level), values);
      const expected = await valuesOf(pyramid, level);
      const largest = values.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 9))), 0);
      expect(largest).toBeLessThan(1.5 / 255);
    }
  });

  it('show the fallback where nothing is yet', async () => {
    const pyramid = await SourcePyramid.build(noisyPicture(size.width, size.height));
    const coarse = new CoarseResult(size, 2, await stored(), () => undefined);
    const dark: FloatSource = { ...size, readRect: async (_rect, into) => void into.fill(-1) };
    await coarse.update({ left: 0, top: 0, width: 512, height: 512 }, pyramid.at(0));
    const values = new Float32Array(whole(1).width * whole(1).height * 3);
    await coarse.at(1, dark).readRect(whole(1), values);
    expect(values[0]).toBeGreaterThan(0);
    expect(values[(255 * whole(1).width + 255) * 3]).toBeGreaterThan(0);
    expect(values[(100 * whole(1).width + 300) * 3]).toBe(-1);
  });
});
