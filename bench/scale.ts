import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { denoising, largePhoto } from './photos.ts';
import { timedCommand } from './timedCommand.ts';

const mebibyte = 1024 * 1024;
const sampleEveryMs = 250;
const sizes = [
  { width: 1224, height: 816 },
  { width: 4240, height: 2832 },
  { width: 6000, height: 4000 },
  { width: 8660, height: 5774 },
  { width: 12_248, height: 8166 },
];

/**
 * Time and peak memory of all processes by the size of the photo; pages of mapped files, which the system may drop at any
 * time, are told apart.
 */
export async function measureScale(folder: string, model: string): Promise<unknown> {
  const rows: object[] = [];
  console.log('megapixels   seconds   per megapixel   peak of all processes   with mapped files   decoded picture');
  for (const { width, height } of sizes) {
    const photo = await largePhoto(folder, { width, height });
    const output = join(folder, 'scale.jpg');
    const { seconds, peak } = await timedCommand(denoising(photo, output, model), sampleEveryMs);
    await rm(output);
    const megapixels = (width * height) / 1e6;
    const decodedBytes = 3 * width * height;
    rows.push({ megapixels, seconds, peak, decodedBytes });
    console.log(
      `${megapixels.toFixed(1).padStart(10)} ${seconds.toFixed(1).padStart(9)} ${(seconds / megapixels).toFixed(2).padStart(15)}   ` +
        `${inMebibytes(peak.own, 17)}   ${inMebibytes(peak.withFiles, 13)}   ${inMebibytes(decodedBytes, 11)}`,
    );
  }
  return rows;
}

function inMebibytes(bytes: number, width: number): string {
  return `${(bytes / mebibyte).toFixed(0).padStart(width)} MiB`;
}
