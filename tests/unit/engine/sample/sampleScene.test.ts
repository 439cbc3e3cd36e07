import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import type { Picture } from '../../../../src/engine/image/picture.ts';
import { makeLettering } from '../../../../src/engine/sample/lettering.ts';
import { withHaze, withSensorNoise, withShortExposure } from '../../../../src/engine/sample/sampleFaults.ts';
import { writeSamplePhoto } from '../../../../src/engine/sample/samplePhoto.ts';
import { sampleScene, scenePicture } from '../../../../src/engine/sample/sampleScene.ts';
import { largestDifference, meanDifference, psnr } from '../../../support/imageAssert.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const size = { width: 180, height: 120 };
let scene: Picture;

beforeAll(async () => {
  scene = await scenePicture(size);
});

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('sample scene', () => {
  it('is the same each time and another one for another seed', async () => {
    expect(largestDifference((await scenePicture(size)).samples, scene.samples)).toBe(0);
    expect(meanDifference((await scenePicture(size, 2)).samples, scene.samples)).toBeGreaterThan(1);
  });

  it('hands out the same rows whether asked for all at once or in parts', () => {
    const { rows } = sampleScene({ width: 40, height: 30 });
    const whole = rows(0, 30);
    expect(largestDifference(rows(7, 5), whole.subarray(7 * 120, 12 * 120))).toBe(0);
  });

  it('has the tones of a photo: neither empty nor clipped', () => {
    const tones = new Set(scene.samples);
    const clipped = scene.samples.filter((value: number) => value === 0 || value === 255).length / scene.samples.length;
    expect(tones.size).toBeGreaterThan(200);
    expect(clipped).toBeLessThan(0.02);
    expect(mean(scene.samples)).toBeGreaterThan(60);
    expect(mean(scene.samples)).toBeLessThan(170);
  });

  it('comes in any size, down to one pixel', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 17],
      [23, 1],
    ] as const) {
      expect((await scenePicture({ width, height })).samples.length).toBe(3 * width * height);
    }
  });

  it('uses all of 16 bits', async () => {
    const deep = await scenePicture({ width: 20, height: 20 }, 1, 16);
    expect(deep.samples.some((value: number) => value % 257 !== 0)).toBe(true);
  });
});

describe('sample faults', () => {
  it('noise leaves the brightness as it was and grows with its strength', () => {
    const some = withSensorNoise(scene, 0.5);
    const more = withSensorNoise(scene, 1.5);
    expect(Math.abs(mean(some.samples) - mean(scene.samples))).toBeLessThan(2);
    expect(psnr(more.samples, scene.samples)).toBeLessThan(psnr(some.samples, scene.samples) - 5);
  });

  it('haze lifts the darks and a short exposure dims', () => {
    expect(Math.min(...withHaze(scene, 0.5).samples)).toBeGreaterThan(60);
    expect(mean(withShortExposure(scene, 0.2).samples)).toBeLessThan(mean(scene.samples) * 0.6);
  });

  it('a faulty photo is a real JPEG file', async () => {
    const file = join(await temporaryFolder(), 'photo.jpg');
    await writeSamplePhoto(file, { ...size, quality: 20, faults: { noise: 0.8 } });
    const photo = await loadPicture(file);
    expect([photo.width, photo.height, photo.format]).toEqual([180, 120, 'jpeg']);
    expect((await stat(file)).size).toBeLessThan(30_000);
    expect(psnr(photo.samples, scene.samples)).toBeGreaterThan(18);
  });
});

describe('lettering', () => {
  it('draws the strokes of its letters and nothing for unknown marks', () => {
    const text = makeLettering('I ~');
    expect(text.distance(2 / 6, 0.5)).toBe(0);
    expect(text.distance((12 + 2) / 6, 0.5)).toBe(1);
    expect(text.width).toBeCloseTo(16 / 6);
  });
});
