import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { diagnosisSchema } from '../../src/shared/model/diagnosis.ts';
import { runPatina } from '../support/runPatina.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const lineSchema = diagnosisSchema.extend({ input: z.string() });
const sample = 'resources/sample/sample.jpg';

/** The sample photo at a quarter of its size, its own faults averaged away, and one fault added. */
async function withFault(file: string, fault: (photo: Sharp) => Sharp | Promise<Sharp>): Promise<string> {
  const clean = await sharp(sample).linear(1.6, 0).resize({ width: 640 }).png().toBuffer();
  await (await fault(sharp(clean))).toFile(file);
  return file;
}

async function noisy(photo: Sharp): Promise<Sharp> {
  const { data, info } = await photo.raw().toBuffer({ resolveWithObject: true });
  let seed = 1;
  const uniform = (): number => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const raw = Buffer.from(
    data.map((value) => Math.min(255, Math.max(0, value + (uniform() + uniform() + uniform() - 1.5) * 60))),
  );
  return sharp(raw, { raw: info }).png();
}

async function diagnose(...inputs: string[]) {
  const { code, stdout } = await runPatina(['diagnose', ...inputs, '--json']);
  expect(code).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

test('noise, darkness and strong compression are each found, and undone in the proposed plan', async () => {
  const folder = await temporaryFolder();
  const noise = await withFault(join(folder, 'noise.png'), noisy);
  const dark = await withFault(join(folder, 'dark.png'), (photo) => photo.linear(0.18, 0));
  const jpeg = await withFault(join(folder, 'jpeg.jpg'), (photo) => photo.jpeg({ quality: 12 }));
  const found = await diagnose(noise, dark, jpeg);
  expect(found.map(({ plan }) => plan.steps.map(({ operation }) => operation))).toEqual([
    expect.arrayContaining(['denoise']),
    expect.arrayContaining(['lowlight']),
    expect.arrayContaining(['dejpeg']),
  ]);
  expect(found.map(({ faults }) => faults[0]?.operation)).toEqual(['denoise', 'lowlight', 'dejpeg']);
});

test('restoring without words runs the chain that is proposed', async () => {
  const folder = await temporaryFolder();
  const dark = await withFault(join(folder, 'dark.png'), (photo) => photo.linear(0.18, 0));
  const { code, stdout } = await runPatina(['restore', dark, '--json']);
  expect(code).toBe(0);
  const [diagnosis] = await diagnose(dark);
  const { steps, output } = JSON.parse(stdout) as { steps: { operation: string }[]; output: string };
  expect(steps.map(({ operation }) => operation)).toEqual(diagnosis?.plan.steps.map(({ operation }) => operation));
  const mean = async (file: string): Promise<number> => (await sharp(file).stats()).channels[1]?.mean ?? 0;
  expect(await mean(output)).toBeGreaterThan((await mean(dark)) * 1.5);
});

test('a photo that cannot be read is told, and the others are diagnosed', async () => {
  const { code, stdout, stderr } = await runPatina(['diagnose', 'missing.jpg', sample, '--json']);
  expect(code).toBe(7);
  expect(stderr).toContain('missing.jpg');
  const [missing, other] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(missing).toMatchObject({ error: { code: 'input-missing' } });
  lineSchema.parse(other);
});
