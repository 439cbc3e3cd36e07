import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePicture } from '../../../../src/engine/image/encode.ts';
import { orientationOf, patchExif } from '../../../../src/engine/image/exifPatch.ts';
import { parseExif } from '../../../../src/engine/image/exifTree.ts';
import { depthFor, formatOfName, formats } from '../../../../src/engine/image/formats.ts';
import { iptcRecords } from '../../../../src/engine/image/iptcBlock.ts';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { sniff } from '../../../../src/engine/image/sniff.ts';
import type { OutputFormat } from '../../../../src/shared/model/image.ts';
import { largestDifference, meanDifference } from '../../../support/imageAssert.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { latitudeSeconds, sampleExif, sampleIptc, sampleXmp } from './exifSample.ts';
import { makePicture, profiles, rowsOf } from './pictures.ts';

const all = Object.keys(formats) as OutputFormat[];

/** The latitude's seconds as they stand in the file's bytes. */
function latitudeBytes(little: boolean): Buffer {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(latitudeSeconds * 1000);
  else bytes.writeUInt32BE(latitudeSeconds * 1000);
  return bytes;
}

describe('what an output may not lose in silence', () => {
  it('refuses transparency in JPEG, unless it is opaque throughout or put on white', async () => {
    const folder = await temporaryFolder();
    const clear = makePicture({ alpha: true });
    const refused = writePicture(join(folder, 'a.jpg'), rowsOf(clear), clear, { format: 'jpeg' });
    await expect(refused).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/transparency/) });
    const kept = await writePicture(join(folder, 'b.jpg'), rowsOf(clear), clear, { format: 'jpeg', flatten: true });
    const flat = await loadPicture(join(folder, 'b.jpg'));
    expect([kept.alpha, flat.samples[0], flat.alpha]).toEqual([false, 255, null]);
    const opaque = { ...clear, alpha: new Uint8Array(clear.width * clear.height).fill(255) };
    await writePicture(join(folder, 'c.jpg'), rowsOf(opaque), opaque, { format: 'jpeg' });
  });

  it('refuses a depth or a size that the format does not hold', async () => {
    const folder = await temporaryFolder();
    const deep = makePicture({ depth: 16 });
    const depth = writePicture(join(folder, 'a.jpg'), rowsOf(deep), deep, { format: 'jpeg', depth: 16 });
    await expect(depth).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/8 bits/) });
    const wide = makePicture({ width: 16400, height: 1 });
    const size = writePicture(join(folder, 'a.webp'), rowsOf(wide), wide, { format: 'webp' });
    await expect(size).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/16383/) });
  });

  it('brings 16 bits to 8 and back by rounding', async () => {
    const folder = await temporaryFolder();
    const deep = makePicture({ depth: 16, alpha: true });
    await writePicture(join(folder, 'a.png'), rowsOf(deep), deep, { format: 'png', depth: 8 });
    const shallow = await loadPicture(join(folder, 'a.png'));
    const expected = Array.from(deep.samples, (value) => Math.round(value / 257));
    expect(largestDifference(shallow.samples, expected)).toBe(0);
    await writePicture(join(folder, 'b.png'), rowsOf(shallow), shallow, { format: 'png', depth: 16 });
    const again = await loadPicture(join(folder, 'b.png'));
    expect(
      largestDifference(
        again.samples,
        expected.map((value) => value * 257),
      ),
    ).toBe(0);
  });

  it('enlarges alpha with the picture', async () => {
    const folder = await temporaryFolder();
    const small = makePicture({ alpha: true, width: 20, height: 10 });
    const large = makePicture({ width: 80, height: 40 });
    await writePicture(join(folder, 'a.png'), rowsOf(large), small, { format: 'png' });
    const written = await loadPicture(join(folder, 'a.png'));
    expect([written.alpha?.length, written.alpha?.[0], written.alpha?.[79]]).toEqual([3200, 0, 255]);
  });

  it('keeps a lossless WebP lossless', async () => {
    const folder = await temporaryFolder();
    const source = { ...makePicture({ format: 'webp' }), encoding: { chroma: null, lossless: true } };
    await writePicture(join(folder, 'a.webp'), rowsOf(source), source, { format: 'webp' });
    const again = await loadPicture(join(folder, 'a.webp'));
    expect([again.encoding?.lossless, largestDifference(again.samples, source.samples)]).toEqual([true, 0]);
  });

  it('keeps colour as sharp as brightness in a JPEG of high quality', async () => {
    const folder = await temporaryFolder();
    const picture = makePicture();
    await writePicture(join(folder, 'a.jpg'), rowsOf(picture), picture, { format: 'jpeg' });
    await writePicture(join(folder, 'b.jpg'), rowsOf(picture), picture, { format: 'jpeg', quality: 70 });
    const [fine, coarse] = [await loadPicture(join(folder, 'a.jpg')), await loadPicture(join(folder, 'b.jpg'))];
    expect([fine.encoding?.chroma, coarse.encoding?.chroma]).toEqual(['4:4:4', '4:2:0']);
    expect(meanDifference(fine.samples, picture.samples)).toBeLessThan(2);
  });
});

describe('location', () => {
  it.each(all)('is kept in %s, and gone to the last byte when it is to be stripped', async (format) => {
    const folder = await temporaryFolder();
    const metadata = { exif: sampleExif(), xmp: sampleXmp() };
    const picture = makePicture({ metadata });
    const little = format === 'tiff';
    for (const stripLocation of [false, true]) {
      const file = join(folder, `${stripLocation}.${format}`);
      const kept = await writePicture(file, rowsOf(picture), picture, { format, stripLocation });
      const bytes = await readFile(file);
      const { exif, xmp } = (await loadPicture(file)).metadata;
      const tree = exif && (await parseExif(exif));
      expect({
        kept: [kept.exif, kept.xmp],
        latitude: bytes.includes(latitudeBytes(little)),
        words: xmp?.includes('GPS'),
        gps: (tree?.gps.length ?? 0) > 0,
        exposure: (tree?.exif.length ?? 0) > 3,
      }).toEqual({
        kept: [true, true],
        latitude: !stripLocation,
        words: !stripLocation,
        gps: !stripLocation,
        exposure: true,
      });
    }
  });

  it('of a block that lies about its offsets is stripped without harm', () => {
    const block = sampleExif();
    for (let at = 6; at < block.length; at += 1) {
      const broken = Buffer.from(block);
      broken.fill(0xff, at, Math.min(block.length, at + 4));
      const patched = patchExif(broken, {
        upright: true,
        stripLocation: true,
        dropThumbnail: true,
        size: { width: 1, height: 1 },
      });
      expect(patched.length).toBe(block.length);
    }
  });
});

describe('metadata blocks', () => {
  it('orientation and size are set in place and nothing else changes', () => {
    const before = sampleExif({ orientation: 6 });
    const after = patchExif(before, { upright: true, size: { width: 70000, height: 3000 } });
    const changed = before.filter((value, index) => value !== after[index]).length;
    expect([orientationOf(before), orientationOf(after), after.length === before.length]).toEqual([6, 1, true]);
    expect(changed).toBeLessThan(9);
  });

  it('IPTC is found bare, in Photoshop resources and in a whole APP13 block', async () => {
    const folder = await temporaryFolder();
    const picture = makePicture({ metadata: { iptc: sampleIptc, icc: profiles.adobe } });
    for (const format of ['jpeg', 'png', 'tiff'] as const) {
      const file = join(folder, `a.${format}`);
      await writePicture(file, rowsOf(picture), picture, { format });
      const block = (await loadPicture(file)).metadata.iptc;
      expect(block && iptcRecords(block).equals(sampleIptc)).toBe(true);
    }
  });

  it('too long for a JPEG is left out and said so', async () => {
    const folder = await temporaryFolder();
    const xmp = Buffer.concat([sampleXmp(), Buffer.alloc(70_000, ' ')]);
    const picture = makePicture({ metadata: { xmp } });
    const notes: string[] = [];
    const note = (words: string) => notes.push(words);
    const kept = await writePicture(join(folder, 'a.jpg'), rowsOf(picture), picture, { format: 'jpeg', note });
    expect([kept.xmp, notes]).toEqual([false, ['XMP was left out: it is too long for JPEG.']]);
  });
});

describe('formats', () => {
  it('are told by their first bytes', () => {
    const start = (words: string) => sniff(Buffer.from(words, 'latin1'));
    expect([
      start('\xff\xd8\xff\xe0'),
      start('\x89PNG\r\n\x1a\n'),
      start('GIF89a'),
      start('RIFF\0\0\0\0WEBPVP8 '),
      start('MM\0*\0\0\0\x08'),
      start('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'),
      start('\0\0\0\x1cftypmif1\0\0\0\0avifmif1miaf'),
    ]).toEqual(['jpeg', 'png', 'gif', 'webp', 'tiff', 'avif', 'avif'].map((format) => ({ format })));
    expect([start('hello'), start('')]).toEqual([null, null]);
    expect(start('II*\0\x10\0\0\0CR\x02\0')).toEqual({ foreign: 'Canon RAW' });
  });

  it('are told by the ending of a name and limit the depth', () => {
    expect(['a.JPEG', 'b.tif', 'c.avif', 'd', 'e.gif'].map(formatOfName)).toEqual(['jpeg', 'tiff', 'avif', null, null]);
    expect([depthFor('jpeg', 16), depthFor('png', 16), depthFor('avif', 16)]).toEqual([8, 16, 16]);
  });
});
