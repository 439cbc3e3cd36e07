import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { inEnglish } from '../../../../src/shared/base/sentence.ts';
import { largestDifference } from '../../../support/imageAssert.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { sampleExif, sampleXmp } from './exifSample.ts';
import { makePicture } from './pictures.ts';

/** Files by sharp alone, so that reading is not tested by our own writing. */
async function fileOf(name: string, make: (raw: Sharp) => Sharp, channels: 1 | 2 | 3 | 4 = 3) {
  const file = join(await temporaryFolder(), name);
  const data = Uint8Array.from({ length: 20 * 12 * channels }, (_, i) => (i * 37) % 256);
  await make(sharp(data, { raw: { width: 20, height: 12, channels } })).toFile(file);
  return { file, data };
}

async function loadBytes(name: string, bytes: Uint8Array) {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  return loadPicture(file);
}

const rejection = (code: string) => expect.objectContaining({ name: 'AppError', code });

describe('loadPicture', () => {
  it.each([1, 2, 3, 4] as const)('reads PNG and TIFF of %i channels value for value', async (channels) => {
    for (const name of ['a.png', 'a.tif']) {
      const { file, data } = await fileOf(
        name,
        (raw) =>
          (name === 'a.png' ? raw.png() : raw.tiff({ compression: 'lzw' })).toColourspace(
            channels < 3 ? 'b-w' : 'srgb',
          ),
        channels,
      );
      const picture = await loadPicture(file);
      const colours = channels < 3 ? 1 : 3;
      const alpha = colours === channels ? null : data.filter((_, i) => i % channels === colours);
      expect([picture.channels, picture.depth, picture.alpha !== null]).toEqual([colours, 8, alpha !== null]);
      expect(
        largestDifference(
          picture.samples,
          data.filter((_, i) => i % channels < colours),
        ),
      ).toBe(0);
      expect(alpha === null ? 0 : largestDifference(picture.alpha ?? [], alpha)).toBe(0);
    }
  });

  it('reads palettes, one-bit PNG, and GIF with its first frame noted', async () => {
    const palette = await loadPicture((await fileOf('a.png', (raw) => raw.png({ palette: true, colours: 8 }))).file);
    const bits = await loadPicture(
      (await fileOf('b.png', (raw) => raw.threshold(128).toColourspace('b-w').png({ palette: true, colours: 2 }))).file,
    );
    const colours = Uint8Array.from({ length: 8 * 18 * 3 }, (_, i) => 80 * Math.floor(i / (8 * 6 * 3)));
    const frames = await sharp(colours, { raw: { width: 8, height: 18, channels: 3, pageHeight: 6 } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const film = await loadBytes('c.gif', frames);
    expect([palette.channels, palette.depth, bits.depth, film.width, film.height, film.format]).toEqual([
      3,
      8,
      8,
      8,
      6,
      'gif',
    ]);
    expect(film.notes.map(inEnglish)).toEqual(['Only the first of its 3 frames was read.']);
  });

  it('reads PNG transparency that is a colour, not a channel', async () => {
    const plain = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    const { crc32 } = await import('node:zlib');
    const body = Buffer.from('tRNS\0\xff\0\0\0\0', 'latin1');
    const chunk = Buffer.concat([Buffer.from([0, 0, 0, 6]), body, Buffer.alloc(4)]);
    chunk.writeUInt32BE(crc32(body), 14);
    const picture = await loadBytes('t.png', Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]));
    expect(picture.alpha?.every((value) => value === 0)).toBe(true);
  });

  it('spreads 10 and 12 bits of AVIF over 16, so that white is white', async () => {
    for (const bitdepth of [10, 12] as const) {
      const white = new Uint16Array(3 * 32 * 32).fill(65535);
      const bytes = await sharp(white, { raw: { width: 32, height: 32, channels: 3 } })
        .toColourspace('rgb16')
        .avif({ bitdepth, quality: 100, chromaSubsampling: '4:4:4' })
        .toBuffer();
      const picture = await loadBytes('w.avif', bytes);
      expect(picture.depth).toBe(16);
      expect(largestDifference(picture.samples, white)).toBeLessThan(200);
    }
  });

  it('converts CMYK and Lab to sRGB and says so', async () => {
    const cmyk = await loadPicture(
      (await fileOf('c.jpg', (raw) => raw.toColourspace('cmyk').jpeg({ quality: 100 }))).file,
    );
    const lab = await loadPicture(
      (await fileOf('l.tif', (raw) => raw.toColourspace('lab').tiff({ compression: 'lzw' }))).file,
    );
    expect([cmyk.channels, cmyk.notes.map(inEnglish), cmyk.metadata.icc]).toEqual([
      3,
      ['Its CMYK colours were converted to sRGB.'],
      null,
    ]);
    expect([lab.channels, lab.notes.map(inEnglish)]).toEqual([3, ['Its Lab colours were converted to sRGB.']]);
  });

  it('refuses samples that it cannot carry, in words', async () => {
    const float = await fileOf('f.tif', (raw) => raw.tiff({ compression: 'lzw', predictor: 'float' }));
    await expect(loadPicture(float.file)).rejects.toEqual(rejection('input-unsupported'));
    await expect(loadPicture(float.file)).rejects.toThrow(/float.*Save it with 8 or 16 bits/);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('applies orientation %i once and resets it everywhere', async (orientation) => {
    const stored = makePicture({ width: 8, height: 6 });
    const bytes = await sharp(stored.samples, { raw: { width: 8, height: 6, channels: 3 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const marked = await sharp(bytes).withXmp(sampleXmp(orientation).toString()).keepMetadata().png().toBuffer();
    const picture = await loadBytes('o.png', marked);
    const isTurned = orientation > 4;
    const at = (x: number, y: number) => stored.samples[3 * (y * 8 + x)];
    const [w, h] = [7, 5];
    const topLeft = [at(0, 0), at(w, 0), at(w, h), at(0, h), at(0, 0), at(0, h), at(w, h), at(w, 0)][orientation - 1];
    expect([picture.width, picture.height]).toEqual(isTurned ? [6, 8] : [8, 6]);
    expect(picture.samples[0]).toBe(topLeft);
    const { exif, xmp } = picture.metadata;
    const again = await sharp(picture.samples, {
      raw: { width: picture.width, height: picture.height, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    expect(again.length).toBeGreaterThan(0);
    expect(exif?.includes(Buffer.from([0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00]))).toBe(true);
    expect(xmp?.toString()).toContain('tiff:Orientation="1"');
  });

  it('applies the orientation tag of TIFF', async () => {
    const { file } = await fileOf('o.tif', (raw) => raw.withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }));
    const picture = await loadPicture(file);
    expect([picture.width, picture.height]).toEqual([12, 20]);
  });

  it('reads pictures that are one pixel wide or high', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [300, 1],
    ] as const) {
      for (const format of ['png', 'jpeg', 'tiff', 'webp', 'avif'] as const) {
        const bytes = await sharp({ create: { width, height, channels: 3, background: '#336699' } })
          .toFormat(format)
          .toBuffer();
        const picture = await loadBytes(`p.${format}`, bytes);
        expect([picture.width, picture.height, picture.samples.length]).toEqual([width, height, 3 * width * height]);
      }
    }
  });

  it('reads names with Unicode, spaces, %, # and brackets', async () => {
    const folder = join(await temporaryFolder(), '写真 100 % #1 [küche]');
    await mkdir(folder);
    const bytes = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    for (const name of [
      'ä é 木.png',
      '%20%s%n.png',
      '#?&.png',
      'a[1].png',
      'a[page=2]',
      '-rf.png',
      'q\'".png',
      'x.jpg.png',
    ]) {
      const file = join(folder, name);
      await writeFile(file, bytes);
      expect((await loadPicture(file)).width).toBe(9);
    }
  });

  it('tells what is wrong with what is no picture', async () => {
    const folder = await temporaryFolder();
    const text = join(folder, 'text.jpg');
    const empty = join(folder, 'empty.jpg');
    await writeFile(text, 'Dear diary, this is not a picture.');
    await writeFile(empty, '');
    await expect(loadPicture(join(folder, 'nothing.jpg'))).rejects.toEqual(rejection('input-missing'));
    await expect(loadPicture(folder)).rejects.toEqual(rejection('input-unreadable'));
    await expect(loadPicture(empty)).rejects.toEqual(rejection('input-unreadable'));
    await expect(loadPicture(text)).rejects.toEqual(rejection('input-unsupported'));
    await expect(loadPicture(text)).rejects.toThrow(text);
    await expect(loadBytes('a.psd', Buffer.from('8BPS\0\x01'))).rejects.toThrow(/Photoshop/);
    await expect(loadBytes('a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).rejects.toThrow(/HEIC/);
  });

  it('keeps EXIF of a JPEG byte for byte but for its orientation', async () => {
    const exif = sampleExif({ orientation: 8 });
    const plain = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(exif.length + 2, 2);
    const picture = await loadBytes('e.jpg', Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]));
    const expected = sampleExif({ orientation: 1 });
    expect([picture.width, picture.height]).toEqual([7, 9]);
    expect(picture.metadata.exif?.equals(expected)).toBe(true);
  });

  it('stops when cancelled', async () => {
    const { file } = await fileOf('a.png', (raw) => raw.png());
    await expect(loadPicture(file, {}, AbortSignal.abort())).rejects.toEqual(rejection('cancelled'));
  });
});
