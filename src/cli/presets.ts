import { join } from 'node:path';
import * as z from 'zod';
import { isThere } from '../engine/sidecar/editFolder.ts';
import { Presets } from '../engine/sidecar/presets.ts';
import { readRecipe } from '../engine/sidecar/recipeFile.ts';
import { appPaths } from '../host/appPaths.ts';
import type { Step } from '../shared/model/recipe.ts';
import { exitCodes } from './exitCodes.ts';
import { parseOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** The presets of this user. */
export function openPresets(): Presets {
  return new Presets(join(appPaths().data, 'presets'));
}

/** `patina presets`: names of the recipes that were saved in the editor. */
export async function presetsCommand(raw: unknown, terminal: Terminal): Promise<number> {
  const { json } = parseOptions(z.strictObject({ json: z.boolean().default(false) }), raw);
  const names = await openPresets().names();
  if (json) terminal.result(JSON.stringify(names));
  else for (const name of names) terminal.result(name);
  if (names.length === 0)
    terminal.say('There are no presets yet. Save one in the editor, or a recipe with --save-recipe.');
  return exitCodes.done;
}

/** The steps of a recipe by its file, or where there is none of this name, of a preset. */
export async function recipeSteps(given: string): Promise<Step[]> {
  const presets = openPresets();
  const isPreset = !(await isThere(given)) && (await presets.names()).includes(given);
  return [...(isPreset ? await presets.read(given) : (await readRecipe(given)).steps)];
}
