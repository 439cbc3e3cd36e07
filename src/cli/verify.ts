import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { formats } from '../engine/image/formats.ts';
import { loadPicture } from '../engine/image/load.ts';
import type { Picture } from '../engine/image/picture.ts';
import { restoreFile } from '../engine/restoreFile.ts';
import { readRecipe } from '../engine/sidecar/recipeFile.ts';
import { AppError } from '../shared/base/errors.ts';
import { exitCodes } from './exitCodes.ts';
import { withInterrupt } from './interrupt.ts';
import { devices, parseOptions } from './options.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const verifyOptionsSchema = z.strictObject({
  model: z.string().min(1).default('instruct'),
  device: z.enum(devices).default('auto'),
  quality: z.coerce.number().int().min(1).max(100).optional(),
  tolerance: z.coerce.number().min(0).max(255).optional(),
  json: z.boolean().default(false),
});

/** What differs between a picture and the one that its recipe gives now, in values of 0 to 255. */
interface Difference {
  readonly largest: number;
  readonly mean: number;
  /** Share of values that differ by more than the tolerance. */
  readonly beyond: number;
}

const usualTolerance = 1;

/** `patina verify RECIPE IN OUT`: renders again and says the largest difference; 1 where it is beyond the tolerance. */
export async function verifyCommand(
  [recipe, input, output]: readonly [recipe: string, input: string, output: string],
  raw: unknown,
  terminal: Terminal,
): Promise<number> {
  const options = parseOptions(verifyOptionsSchema, raw);
  const { steps, tolerance: own } = await readRecipe(recipe);
  const tolerance = options.tolerance ?? own ?? usualTolerance;
  const workbench = await openWorkbench(options.device);
  const folder = join(workbench.scratchFolder, `verify-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await withInterrupt(async (signal) => {
      const given = await loadPicture(output, {}, signal);
      const format = given.format === 'gif' ? 'png' : given.format;
      const again = join(folder, `again.${formats[format].extensions[0] ?? format}`);
      const report = await restoreFile(
        {
          input,
          steps,
          mask: null,
          model: options.model,
          format,
          depth: given.depth,
          quality: options.quality ?? null,
          stripLocation: true,
          place: async () => again,
          protect: [input, output],
          onProgress: createProgress(terminal),
        },
        workbenchParts(workbench),
        signal,
      );
      const difference = compare(given, await loadPicture(again, {}, signal), tolerance, output);
      const isSame = difference.largest <= tolerance;
      const { device } = report;
      if (options.json)
        terminal.result(JSON.stringify({ recipe, input, output, device, tolerance, isSame, ...difference }));
      else terminal.result(sentence(output, difference, tolerance, isSame));
      return isSame ? exitCodes.done : exitCodes.internal;
    });
  } finally {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function workbenchParts({ packs, encoder, inference, scratchFolder, memoryBudgetBytes }: Workbench) {
  return { packs, encoder, inference, scratchFolder, memoryBudgetBytes };
}

function compare(given: Picture, again: Picture, tolerance: number, output: string): Difference {
  if (given.width !== again.width || given.height !== again.height || given.channels !== again.channels) {
    throw new AppError(
      'usage',
      `${output} has ${given.width} × ${given.height} pixels, but the recipe gives ${again.width} × ${again.height}. Give the picture that the recipe was run on.`,
    );
  }
  const unit = given.depth === 16 ? 257 : 1;
  let [largest, sum, beyond] = [0, 0, 0];
  for (const [index, value] of given.samples.entries()) {
    const difference = Math.abs(value - (again.samples[index] ?? 0)) / unit;
    if (difference > largest) largest = difference;
    if (difference > tolerance) beyond += 1;
    sum += difference;
  }
  const rounded = (value: number): number => Number(value.toFixed(6));
  const count = given.samples.length;
  return { largest: rounded(largest), mean: rounded(sum / count), beyond: rounded(beyond / count) };
}

function sentence(output: string, { largest, mean, beyond }: Difference, tolerance: number, isSame: boolean): string {
  const found = `largest difference ${largest}, mean ${mean} (of 255; allowed ${tolerance})`;
  return isSame
    ? `${output} is what the recipe gives: ${found}.`
    : `${output} is not what the recipe gives: ${found}; ${Math.round(beyond * 1000) / 10} % of all values differ by more.`;
}
