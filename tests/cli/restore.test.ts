import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { recipeSchema } from '../../src/shared/model/recipe.ts';
import { psnr } from '../support/imageAssert.ts';
import { photoFile, pixelsOf } from '../support/photoFile.ts';
import { runPatina } from '../support/runPatina.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

interface Result {
  readonly input: string;
  readonly output: string;
  readonly steps: { operation: string }[];
  readonly changedOutsideMask?: number;
  readonly notes?: readonly string[];
}

function resultsOf(stdout: string): Result[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
}

describe('patina restore', () => {
  test('leaves tiles without the fault as they are where it is asked to, and says so', async () => {
    const clean = await photoFile({ width: 256, height: 192, name: 'clean.png' });
    const noisy = await photoFile({ width: 256, height: 192, noise: 25 });
    const command = ['-i', 'remove the noise', '--leave-below', '15', '--json'];
    const left = await runPatina(['restore', clean, ...command]);
    expect(left.stderr).toContain('1. Denoise · parts below 15 % left as they are');
    const [idle] = resultsOf(left.stdout);
    expect(idle?.notes).toEqual(['1 of 1 tiles were found clean and left as they are.']);
    expect(await pixelsOf(idle?.output ?? '')).toEqual(await pixelsOf(clean));
    const [restored] = resultsOf((await runPatina(['restore', noisy, ...command])).stdout);
    expect(restored?.notes).toBeUndefined();
    const before = psnr((await pixelsOf(noisy)).data, (await pixelsOf(clean)).data);
    expect(psnr((await pixelsOf(restored?.output ?? '')).data, (await pixelsOf(clean)).data)).toBeGreaterThan(
      before + 5,
    );
  });

  test('removes noise, keeps the input, and answers with the JSON of the contract', async () => {
    const clean = await pixelsOf(await photoFile({ width: 256, height: 192 }));
    const input = await photoFile({ width: 256, height: 192, noise: 25 });
    const before = await readFile(input);
    const { code, stdout, stderr } = await runPatina(['restore', input, '-i', 'remove the noise', '--json']);
    expect(stderr).toContain('1. Denoise');
    expect(code).toBe(0);
    const [result] = resultsOf(stdout);
    expect(result).toMatchObject({
      input,
      output: join(dirname(input), 'photo-restored.png'),
      device: 'cpu',
      model: 'instruct',
      tiles: 1,
      kept: { exif: false, icc: null, alpha: false, depth: 8 },
    });
    expect(Object.keys(result ?? {})).toEqual(expect.arrayContaining(['megapixels', 'seconds']));
    const noisy = await pixelsOf(input);
    const restored = await pixelsOf(result?.output ?? '');
    expect(psnr(restored.data, clean.data)).toBeGreaterThan(psnr(noisy.data, clean.data) + 4);
    expect(await readFile(input)).toEqual(before);
    expect((await readdir(dirname(input))).sort()).toEqual(['photo-restored.png', 'photo.png']);
  });

  test('a second run takes the next free name', async () => {
    const input = await photoFile();
    await runPatina(['restore', input, '-i', 'a bit brighter']);
    const { stdout } = await runPatina(['restore', input, '-i', 'a bit brighter']);
    expect(basename(stdout.trim())).toBe('photo-restored-2.png');
  });

  test('never writes onto the input, under whatever name', async () => {
    const input = await photoFile();
    const before = await readFile(input);
    const { code, stderr } = await runPatina(['restore', input, '-i', 'a bit brighter', '-o', input]);
    expect(code).toBe(2);
    expect(stderr).toContain('never overwritten');
    expect(await readFile(input)).toEqual(before);
  });

  test('a saved recipe gives the same pixels again', async () => {
    const input = await photoFile({ noise: 20 });
    const folder = await temporaryFolder();
    const recipe = join(folder, 'recipe.json');
    const first = await runPatina(['restore', input, '-i', 'denoise, then +0.5 EV', '--save-recipe', recipe, '--json']);
    expect(recipeSchema.parse(JSON.parse(await readFile(recipe, 'utf8'))).steps).toHaveLength(2);
    const second = await runPatina(['restore', input, '--recipe', recipe, '--json', '--out-dir', folder]);
    const [one] = resultsOf(first.stdout);
    const [two] = resultsOf(second.stdout);
    expect((await pixelsOf(two?.output ?? '')).data).toEqual((await pixelsOf(one?.output ?? '')).data);
  });

  test('a mask keeps everything outside it bit for bit', async () => {
    const input = await photoFile({ width: 128, height: 96, noise: 20 });
    const mask = join(await temporaryFolder(), 'mask.png');
    const inside = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    await sharp({ create: { width: 128, height: 96, channels: 3, background: 'black' } })
      .composite([{ input: inside, left: 20, top: 10 }])
      .png()
      .toFile(mask);
    const { stdout } = await runPatina(['restore', input, '-i', 'remove the noise', '--mask', mask, '--json']);
    const [result] = resultsOf(stdout);
    expect(result?.changedOutsideMask).toBe(0);
    const before = await pixelsOf(input);
    const after = await pixelsOf(result?.output ?? '');
    let outside = 0;
    let within = 0;
    for (let i = 0; i < before.data.length; i += 1) {
      if (before.data[i] === after.data[i]) continue;
      const x = Math.floor(i / 3) % 128;
      const y = Math.floor(i / 3 / 128);
      if (x >= 20 && x < 60 && y >= 10 && y < 40) within += 1;
      else outside += 1;
    }
    expect(outside).toBe(0);
    expect(within).toBeGreaterThan(1000);
  });

  test('a mask of vectors in a recipe does the same without a picture of it', async () => {
    const input = await photoFile({ width: 128, height: 96, noise: 20 });
    const recipe = join(await temporaryFolder(), 'recipe.json');
    const ellipse = { kind: 'ellipse', x: 40, y: 30, width: 50, height: 30 };
    const step = { operation: 'denoise', region: 'mask', mask: { components: [ellipse], feather: 3 } };
    await writeFile(recipe, JSON.stringify({ patina: 'recipe', version: 1, steps: [step] }));
    const { code, stdout } = await runPatina(['restore', input, '--recipe', recipe, '--json']);
    expect(code).toBe(0);
    const [result] = resultsOf(stdout);
    expect(result?.changedOutsideMask).toBe(0);
    const [before, after] = [await pixelsOf(input), await pixelsOf(result?.output ?? '')];
    const changed: number[] = [];
    before.data.forEach((value, i) => {
      if (value !== after.data[i]) changed.push(Math.floor(i / 3));
    });
    expect(changed.length).toBeGreaterThan(500);
    // The feather reaches three times its width.
    const far = changed.filter(
      (pixel) => Math.abs((pixel % 128) - 40) > 36 || Math.abs(Math.floor(pixel / 128) - 30) > 26,
    );
    expect(far).toEqual([]);
  });

  test('a region without a mask is declined with what to do', async () => {
    const { code, stderr } = await runPatina(['restore', await photoFile(), '-i', 'denoise the sky']);
    expect(code).toBe(4);
    expect(stderr).toContain('--mask');
  });

  test('enlarges to twice the size', async () => {
    const input = await photoFile({ width: 61, height: 47 });
    const { stdout } = await runPatina(['restore', input, '-i', 'enlarge it 2x', '--json']);
    const { width, height } = await pixelsOf(resultsOf(stdout)[0]?.output ?? '');
    expect([width, height]).toEqual([122, 94]);
  });

  test('names with spaces, Unicode, % and # work, and so does a name of 255 bytes', async () => {
    for (const name of ['my photo 100% #1.png', '写真 – ąę.png', `${'n'.repeat(251)}.png`]) {
      const input = await photoFile({ name });
      const { code, stdout } = await runPatina(['restore', input, '-i', 'more contrast']);
      expect(code).toBe(0);
      expect((await stat(stdout.trim())).size).toBeGreaterThan(0);
    }
  });

  test('a path of thousands of bytes works', async () => {
    const deep = join(
      await temporaryFolder(),
      ...Array.from({ length: 14 }, (_, level) => `${level}`.padEnd(240, 'd')),
    );
    await mkdir(deep, { recursive: true });
    const input = join(deep, 'photo.png');
    await copyFile(await photoFile(), input);
    const { code, stdout } = await runPatina(['restore', input, '-i', 'more contrast']);
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(join(deep, 'photo-restored.png'));
  });

  test('of several inputs the good ones are done and the bad one is named, with exit code 7', async () => {
    const good = await photoFile();
    const bad = join(await temporaryFolder(), 'broken.jpg');
    await writeFile(bad, 'this is no picture');
    const missing = join(dirname(bad), 'missing.jpg');
    const { code, stdout, stderr } = await runPatina(['restore', bad, good, missing, '-i', 'more contrast', '--json']);
    expect(code).toBe(7);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stderr).toContain('broken.jpg');
    expect(stderr).toContain('2 of 3 files failed');
  });

  test.each([
    ['input-missing', ['/nowhere/photo.jpg', '-i', 'denoise'], 3],
    ['usage', ['photo.jpg', '-i', 'denoise', '--recipe', 'r.json'], 2],
    ['usage', ['photo.jpg', '-i', 'denoise', '--quality', '400'], 2],
    ['declined', ['photo.jpg', '-i', 'crop to 16:9'], 4],
  ])('%s: %j ends with exit code %i', async (_, args, expected) => {
    expect((await runPatina(['restore', ...args])).code).toBe(expected);
  });

  test('a folder that does not exist is exit code 6 and leaves nothing', async () => {
    const { code, stderr } = await runPatina([
      'restore',
      await photoFile(),
      '-i',
      'denoise',
      '--out-dir',
      '/nowhere/x',
    ]);
    expect(code).toBe(6);
    expect(stderr).toContain('/nowhere/x');
  });

  test('without words a noisy photo is diagnosed and denoised', async () => {
    const { code, stdout } = await runPatina(['restore', await photoFile({ noise: 25 }), '--json']);
    expect(code).toBe(0);
    expect(resultsOf(stdout)[0]?.steps.map((step) => step.operation)).toContain('denoise');
  });
});
