import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { stepsOf } from '../../shared/logic/history.ts';
import { historyOf } from '../../shared/logic/sidecar.ts';
import { type Recipe, recipeSchema, type Step, stepSchema } from '../../shared/model/recipe.ts';
import { parseSidecar } from './sidecarFile.ts';

const longestRecipeBytes = 64_000_000;

/** A recipe, and how much two computations of it may differ where it says so, in values of 0 to 255. */
export interface FoundRecipe extends Recipe {
  readonly tolerance: number | null;
}

/**
 * Reads a recipe, or the steps that a sidecar (`photo.jpg.patina`) shows; throws `usage` with file, place and reason
 * where it is none.
 */
export async function readRecipe(file: string): Promise<FoundRecipe> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('usage', `The recipe ${file} cannot be read. Check its name and permissions.`, { cause });
  }
  if (text.length > longestRecipeBytes) throw new AppError('usage', `The recipe ${file} is too large to be a recipe.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('usage', `The recipe ${file} is not JSON. Save it again with --save-recipe.`, { cause });
  }
  if (z.object({ patina: z.literal('sidecar') }).safeParse(value).success) return recipeOfSidecar(file, text);
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, tolerance: null };
  throw new AppError(
    'usage',
    `The recipe ${file} is not valid: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
  );
}

/** The JSON text of a recipe with these steps. */
export function recipeText(steps: readonly Step[], name?: string): string {
  const recipe: z.input<typeof recipeSchema> = {
    patina: 'recipe',
    version: 1,
    ...(name === undefined ? {} : { name }),
    steps: steps.map(stepOnly),
  };
  return `${JSON.stringify(recipe, null, 2)}\n`;
}

/** A step without what belongs to the open picture alone. */
export function stepOnly({ operation, parameters, strength, region, mask, enabled, words }: Step): Step {
  return stepSchema.parse({ operation, parameters, strength, region, mask, enabled, words });
}

function recipeOfSidecar(file: string, text: string): FoundRecipe {
  const found = parseSidecar(text);
  if (found.state === 'good') {
    const steps = stepsOf(historyOf(found.sidecar)).map(stepOnly);
    return { patina: 'recipe', version: 1, steps, tolerance: found.sidecar.tolerance };
  }
  const why = found.state === 'damaged' ? found.reason : 'It was written by a later version of Patina.';
  throw new AppError('usage', `The edit ${file} cannot be used as a recipe. ${why}`);
}
