import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../../../src/engine/image/encode.ts';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { AppError } from '../../../../src/shared/base/errors.ts';
import type { InputFormat } from '../../../../src/shared/model/image.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { sampleExif, sampleIptc, sampleXmp } from './exifSample.ts';
import { makePicture, profiles, rowsOf } from './pictures.ts';

const formats = ['jpeg', 'png', 'tiff', 'webp', 'avif', 'gif'] as const;
const whole = new Map<InputFormat, Buffer>();
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  const metadata = { exif: sampleExif(), xmp: sampleXmp(), iptc: sampleIptc, icc: profiles.p3 };
  const picture = makePicture({ width: 160, height: 120, metadata });
  for (const format of formats) {
    const file = join(folder, `whole.${format}`);
    if (format === 'gif') {
      const { default: sharp } = await import('sharp');
      await sharp(picture.samples, { raw: { width: 160, height: 120, channels: 3 } })
        .gif()
        .toFile(file);
    } else await writePicture(file, rowsOf(picture), picture, { format });
    whole.set(format, await readFile(file));
  }
});

/** The error's code, or `read`, for bytes under the name of a file; anything but an AppError fails the test. */
async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return loadPicture(file).then(
    () => 'read',
    (fault: unknown) => {
      expect(fault).toBeInstanceOf(AppError);
      if (!(fault instanceof AppError)) return 'other';
      expect(fault.message).toContain(file);
      return fault.code;
    },
  );
}

const bytesOf = (format: InputFormat) => whole.get(format) ?? Buffer.alloc(0);

describe('damaged files', () => {
  it.each(formats)('%s: whole it is read', async (format) => {
    expect(await outcome(`again.${format}`, bytesOf(format))).toBe('read');
  });

  it.each(formats)('%s: cut anywhere in its pixels it is refused', async (format) => {
    const bytes = bytesOf(format);
    for (const share of [0.02, 0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.max(12, Math.floor(bytes.length * share)));
      expect([share, await outcome(`cut.${format}`, cut)]).toEqual([share, 'input-unreadable']);
    }
  });

  it.each(formats)('%s: never more than one clear error for flipped bits', async (format) => {
    const bytes = bytesOf(format);
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(flips, fc.nat(bytes.length), async (changes, length) => {
        const changed = Buffer.from(bytes);
        for (const [at, mask] of changes) changed[at] = (changed[at] ?? 0) ^ mask;
        const shortened = length % 3 === 0 ? changed.subarray(0, length) : changed;
        expect(await outcome(`flip.${format}`, shortened)).toMatch(/^(read|input-\w+)$/);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('refuses PNG pixels that were tampered with', async () => {
    const bytes = Buffer.from(bytesOf('png'));
    const at = bytes.indexOf('IDAT') + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 0x40;
    expect(await outcome('tampered.png', bytes)).toBe('input-unreadable');
  });

  it('refuses JPEG pixels that were tampered with', async () => {
    const bytes = Buffer.from(bytesOf('jpeg'));
    bytes.fill(0xff, bytes.length - 800, bytes.length - 700);
    expect(await outcome('tampered.jpg', bytes)).toBe('input-unreadable');
  });
});

/** The head of a PNG file of any claimed size with a few bytes of pixels. */
function pngClaiming(width: number, height: number): Buffer {
  const bytes = Buffer.from(bytesOf('png'));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('decompression bombs', () => {
  it('are refused from the header alone', async () => {
    const before = process.memoryUsage().rss;
    const spent = process.cpuUsage();
    expect(await outcome('bomb.png', pngClaiming(60_000, 60_000))).toBe('input-too-large');
    expect(await outcome('bomb2.png', pngClaiming(20_000, 20_000))).toBe('input-unreadable');
    expect(process.cpuUsage(spent).user / 1e6).toBeLessThan(5);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it('are refused where the picture would not fit the memory allowed', async () => {
    const file = join(folder, 'budget.png');
    await writeFile(file, bytesOf('png'));
    await expect(loadPicture(file, { memoryBudgetBytes: 50_000 })).rejects.toMatchObject({ code: 'input-too-large' });
  });
});
