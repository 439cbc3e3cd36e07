import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../shared/base/errors.ts';
import { type Recipe, recipeSchema, type Step } from '../shared/model/recipe.ts';

const longestRecipeBytes = 4_000_000;

/** Reads a recipe; throws `usage` with file, place and reason where it is none. */
export async function readRecipe(file: string): Promise<Recipe> {
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
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'usage',
    `The recipe ${file} is not valid: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
  );
}

/** The JSON text of a recipe with these steps. */
export function recipeText(steps: readonly Step[]): string {
  const recipe: z.input<typeof recipeSchema> = {
    patina: 'recipe',
    version: 1,
    steps: steps.map((step) => ({ ...step })),
  };
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
