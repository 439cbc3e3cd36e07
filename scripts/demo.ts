/**
 * `npm run demo`: renders the sample photo, spoils it with a short exposure and sensor noise, restores it by a sentence
 * through the built command line, and says what was gained and where the result lies.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { psnr, readPixels } from '../bench/evaluation/metrics.ts';
import { writeSamplePhoto } from '../src/engine/sample/samplePhoto.ts';

const { values } = parseArgs({ options: { picture: { type: 'string' } } });
const folder = 'out/demo';
const size = { width: 1200, height: 800 };
const instruction = 'light up this dark photo, then remove the noise';
const files = { clean: `${folder}/right.png`, dark: `${folder}/sample.jpg`, restored: `${folder}/sample-restored.jpg` };

mkdirSync(folder, { recursive: true });
rmSync(files.restored, { force: true });
await writeSamplePhoto(files.clean, { ...size, format: 'png' });
await writeSamplePhoto(files.dark, { ...size, quality: 92, faults: { exposure: 0.16, noise: 0.35 } });
console.log(`A dark and noisy photo: ${files.dark}`);
console.log(`patina restore ${files.dark} -i "${instruction}"`);
const { status } = spawnSync(
  process.execPath,
  ['out/cli/index.js', 'restore', files.dark, '-i', instruction, '-o', files.restored],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);

const clean = await readPixels(files.clean);
const before = psnr(await readPixels(files.dark), clean);
const after = psnr(await readPixels(files.restored), clean);
console.log(`Against the photo as it should be: ${before.toFixed(1)} dB before, ${after.toFixed(1)} dB after.`);
if (values.picture !== undefined) await writeComparison(values.picture);

/** The dark photo on the left, the restored one on the right. */
async function writeComparison(file: string): Promise<void> {
  const left = await sharp(files.dark)
    .extract({ left: 0, top: 0, width: size.width / 2, height: size.height })
    .toBuffer();
  const both = await sharp(files.restored)
    .composite([{ input: left, left: 0, top: 0 }])
    .toBuffer();
  await sharp(both).resize(900).jpeg({ quality: 88 }).toFile(file);
}
