import * as z from 'zod';
import { existingPolicies } from '../engine/batch/restorePhoto.ts';
import { usualPattern } from '../engine/image/outputName.ts';
import { AppError } from '../shared/base/errors.ts';
import { outputFormatSchema } from '../shared/model/image.ts';

/** Devices by the names of the command line. */
export const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'directml', 'coreml'] as const;

const oneSource = [
  ({ instruction, recipe }: { instruction?: string | undefined; recipe?: string | undefined }) =>
    instruction === undefined || recipe === undefined,
  { message: 'give either an instruction (-i) or a recipe (--recipe), not both' },
] as const;

/** What restoring one photo and restoring many share. */
const sharedOptionsSchema = z.strictObject({
  instruction: z.string().optional(),
  recipe: z.string().min(1).optional(),
  outDir: z.string().min(1).optional(),
  model: z.string().min(1).default('instruct'),
  device: z.enum(devices).default('auto'),
  format: outputFormatSchema.optional(),
  quality: z.coerce.number().int().min(1).max(100).optional(),
  depth: z.coerce
    .number()
    .pipe(z.union([z.literal(8), z.literal(16)]))
    .optional(),
  stripLocation: z.boolean().default(false),
  leaveBelow: z.coerce.number().min(0).max(60).optional(),
  json: z.boolean().default(false),
});

/** The options of `patina restore` as commander hands them over, checked. */
export const restoreOptionsSchema = sharedOptionsSchema
  .extend({
    output: z.string().min(1).optional(),
    mask: z.string().min(1).optional(),
    saveRecipe: z.string().min(1).optional(),
    notify: z.boolean().default(false),
    usual: z.boolean().default(false),
  })
  .refine(...oneSource)
  .refine(({ usual, instruction, recipe }) => !usual || (instruction === undefined && recipe === undefined), {
    message: 'give an instruction (-i), a recipe (--recipe) or --usual, not several of them',
  })
  .refine((options) => options.output === undefined || options.outDir === undefined, {
    message: 'give either a file (-o) or a folder (--out-dir), not both',
  });
export type RestoreOptions = z.infer<typeof restoreOptionsSchema>;

/** The options of `patina batch`. */
export const batchOptionsSchema = sharedOptionsSchema
  .extend({
    subfolders: z.boolean().default(false),
    name: z.string().min(1).max(100).default(usualPattern),
    existing: z.enum(existingPolicies).default('number'),
    journal: z.string().min(1).optional(),
    report: z.string().min(1).optional(),
  })
  .refine(...oneSource);
export type BatchOptions = z.infer<typeof batchOptionsSchema>;

/** Options in their checked form; a wrong one becomes one sentence of kind `usage`. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = issue?.path.map(
    (part) => `--${String(part).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  const where = name === undefined || name.length === 0 ? '' : `${name.join(' ')}: `;
  throw new AppError('usage', `${where}${issue?.message ?? 'wrong options'}. See patina --help.`);
}
