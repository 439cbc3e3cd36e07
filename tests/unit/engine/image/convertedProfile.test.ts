import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIccProfile } from '../../../../src/engine/image/buildIccProfile.ts';
import { writePicture } from '../../../../src/engine/image/encode.ts';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { inEnglish } from '../../../../src/shared/base/sentence.ts';
import { largestDifference, meanDifference } from '../../../support/imageAssert.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { curveTag, makePicture, profiles, rowsOf } from './pictures.ts';

/** A gamma of 2 whose upper end is flat, so that it cannot be undone; below the end it is an ordinary curve. */
const plateau = curveTag(Array.from({ length: 1024 }, (_, i) => (i > 1000 ? 65535 : 65535 * (i / 1023) ** 2)));
const primaries = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
] as const;

describe('a profile that cannot be carried', () => {
  it.each([8, 16] as const)('is converted to sRGB by libvips at %i bits, and said so', async (depth) => {
    const icc = buildIccProfile({ name: 'Flat end', curve: plateau, colorants: primaries });
    const picture = makePicture({ depth, metadata: { icc } });
    const file = join(await temporaryFolder(), 'a.png');
    await writePicture(file, rowsOf(picture), picture, { format: 'png' });
    const read = await loadPicture(file);
    const top = depth === 16 ? 65535 : 255;
    const encode = (linear: number) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
    const expected = Array.from(picture.samples, (value) => top * encode((value / top) ** 2));
    expect([read.depth, read.metadata.icc, read.colourSpace.name]).toEqual([depth, null, 'sRGB']);
    expect(read.notes.map(inEnglish)).toEqual(['Its colours were converted from the profile “Flat end” to sRGB.']);
    expect(meanDifference(read.samples, expected)).toBeLessThan(top * 0.002);
    // Nearly black, the converter's whole-numbered steps show.
    expect(largestDifference(read.samples, expected)).toBeLessThan(top * 0.025);
  });

  it('is left out where it is made for other channels', async () => {
    const picture = makePicture({ metadata: { icc: profiles.grey22 } });
    const file = join(await temporaryFolder(), 'a.webp');
    await writePicture(file, rowsOf(picture), picture, { format: 'webp' });
    const read = await loadPicture(file);
    expect([read.metadata.icc, read.notes.length]).toEqual([null, 1]);
  });
});
