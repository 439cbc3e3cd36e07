import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
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
    throw new AppError('usage', sentence('said.recipeUnreadable', { file }), { cause });
  }
  if (text.length > longestRecipeBytes) throw new AppError('usage', sentence('said.recipeTooLarge', { file }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('usage', sentence('said.recipeNotJson', { file }), { cause });
  }
  if (z.object({ patina: z.literal('sidecar') }).safeParse(value).success) return recipeOfSidecar(file, text);
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, tolerance: null };
  throw new AppError(
    'usage',
    sentence('said.recipeInvalid', { file, reason: z.prettifyError(parsed.error).replaceAll('\n', ' ') }),
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
  throw new AppError(
    'usage',
    found.state === 'damaged'
      ? sentence('said.recipeOfEdit', { file, reason: found.reason })
      : sentence('said.recipeOfLaterEdit', { file }),
  );
}
