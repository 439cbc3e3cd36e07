import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePicture } from '../../../../src/engine/image/encode.ts';
import { formats } from '../../../../src/engine/image/formats.ts';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import type { Depth, OutputFormat } from '../../../../src/shared/model/image.ts';
import { meanDifference } from '../../../support/imageAssert.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { sampleExif, sampleIptc, sampleXmp } from './exifSample.ts';
import { makePicture, profiles, rowsOf } from './pictures.ts';

const lossless: readonly OutputFormat[] = ['png', 'tiff'];
const all = Object.keys(formats) as OutputFormat[];

interface Case {
  readonly format: OutputFormat;
  readonly depth: Depth;
  readonly alpha: boolean;
  readonly channels: 1 | 3;
  readonly profile: keyof typeof profiles | 'none';
}

const cases: Case[] = all.flatMap((format) =>
  formats[format].depths.flatMap((depth) =>
    (formats[format].alpha ? [false, true] : [false]).flatMap((alpha) => [
      ...(['none', 'p3', 'adobe', 'proPhoto'] as const).map((profile) => ({
        format,
        depth,
        alpha,
        channels: 3 as const,
        profile,
      })),
      ...(['none', 'grey22'] as const).map((profile) => ({ format, depth, alpha, channels: 1 as const, profile })),
    ]),
  ),
);

describe('a picture that is written and read again', () => {
  it.each(cases)(
    'keeps values, alpha and profile: $format $depth bit, alpha $alpha, $channels channels, $profile',
    async ({ format, depth, alpha, channels, profile }) => {
      const icc = profile === 'none' ? null : profiles[profile];
      const picture = makePicture({ channels, depth, alpha, metadata: { icc } });
      const file = join(await temporaryFolder(), `picture.${format}`);
      const kept = await writePicture(file, rowsOf(picture), picture, { format, depth, quality: 95 });
      const again = await loadPicture(file);
      const top = depth === 16 ? 65535 : 255;
      const comparable =
        again.channels === channels
          ? again.samples
          : again.samples.filter((_: number, index: number) => index % 3 === 0);
      expect({
        size: [again.width, again.height, again.depth],
        profile: again.colourSpace.name,
        sameAlpha: again.alpha === null ? !alpha : meanDifference(again.alpha, picture.alpha ?? []) <= top * 0.004,
        exactAlpha: format === 'avif' || again.alpha === null || meanDifference(again.alpha, picture.alpha ?? []) === 0,
        values: meanDifference(comparable, picture.samples) <= (lossless.includes(format) ? 0 : top * 0.012),
        kept,
      }).toEqual({
        size: [picture.width, picture.height, depth],
        profile: picture.colourSpace.name,
        sameAlpha: true,
        exactAlpha: true,
        values: true,
        kept: {
          exif: false,
          xmp: false,
          iptc: false,
          icc: icc === null ? null : picture.colourSpace.name,
          alpha,
          depth,
        },
      });
    },
  );

  it.each(all)('keeps EXIF, XMP and IPTC as far as %s has a place for them', async (format) => {
    for (const little of [false, true]) {
      const metadata = {
        exif: sampleExif({ little }),
        xmp: sampleXmp(),
        iptc: sampleIptc,
        icc: profiles.p3,
        density: 240,
      };
      const picture = makePicture({ width: 4000, height: 30, metadata });
      const file = join(await temporaryFolder(), `picture.${format}`);
      const notes: string[] = [];
      const note = (words: string) => notes.push(words);
      const kept = await writePicture(file, rowsOf(picture), picture, { format, note });
      const hasIptc = format !== 'webp' && format !== 'avif';
      const again = await loadPicture(file);
      expect(kept).toEqual({ exif: true, xmp: true, iptc: hasIptc, icc: 'Display P3', alpha: false, depth: 8 });
      expect(notes.length).toBe(hasIptc ? 0 : 1);
      expect(again.metadata.xmp?.equals(metadata.xmp)).toBe(true);
      expect(again.metadata.icc?.equals(metadata.icc)).toBe(true);
      const holdsDensity = format === 'jpeg' || format === 'png' || format === 'tiff';
      expect(holdsDensity ? again.metadata.density : 240).toBe(240);
    }
  });
});
