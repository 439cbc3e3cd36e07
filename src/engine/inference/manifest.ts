import { posix } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { restorationTasks } from '../../shared/model/operation.ts';

/** Inside the pack's folder, with forward slashes on every system. */
const pathInPack = z
  .string()
  .min(1)
  .max(255)
  .refine(staysInside, { error: 'Expected a relative path inside the folder of the pack' });

const packFileSchema = z.strictObject({
  path: pathInPack,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
});
/** One file of a pack with what it must contain. */
export type PackFile = z.infer<typeof packFileSchema>;

const identity = {
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string().min(1),
};
const origin = {
  licence: z.string().min(1),
  trainingData: z.string().min(1),
  measured: z.record(z.string(), z.number()),
  weaknesses: z.array(z.string()),
};
const count = z.int().positive();
const command = z.string().min(1);
const hours = z.number().nonnegative();

/** A network that restores pictures: `guide` looks at the whole picture once, `tile` restores each tile. */
const restorationManifestSchema = z.strictObject({
  ...identity,
  kind: z.literal('restoration'),
  files: z.strictObject({
    guide: packFileSchema,
    tile: packFileSchema,
    /** The same network as `tile`, computed in half precision; for devices that do so exactly enough. */
    tileHalf: packFileSchema.optional(),
    golden: packFileSchema,
  }),
  /** In the order of the network's `strengths` input. */
  tasks: z.array(z.enum(restorationTasks)).refine((tasks) => tasks.join() === restorationTasks.join(), {
    error: `Expected ${restorationTasks.join(', ')}, in this order`,
  }),
  embeddingSize: z.literal(256),
  /** Length of the guide's `state`, which every tile is given. */
  stateSize: count,
  thumbnailSize: count,
  /** Tiles must be a multiple of this many pixels. */
  alignment: count,
  /** Pixels around a tile that the network must see and whose result is thrown away. */
  halo: z.int().nonnegative(),
  /** The same for tasks that look less far. */
  halos: z.partialRecord(z.enum(restorationTasks), z.int().nonnegative()).optional(),
  tileSize: count,
  valueRange: z.tuple([z.literal(0), z.literal(1)]),
  ...origin,
  training: z.strictObject({ command, crops: z.number().nonnegative(), hours, hardware: z.string().min(1) }),
});

/** The encoder that gives a sentence its meaning. */
const textManifestSchema = z.strictObject({
  ...identity,
  kind: z.literal('text'),
  files: z.strictObject({ encoder: packFileSchema, vectors: packFileSchema }),
  /** Labels of the encoder's `operations` output, in its order. */
  operations: z.array(z.string().min(1)).min(1),
  embeddingSize: z.literal(256),
  maximumTokens: count,
  buckets: count,
  hashesPerToken: count,
  ...origin,
  training: z.strictObject({ command, hardware: z.string().min(1), hours }),
});

/** The network that finds what is wrong with a picture. */
const diagnosisManifestSchema = z.strictObject({
  ...identity,
  kind: z.literal('diagnosis'),
  files: z.strictObject({ diagnoser: packFileSchema, golden: packFileSchema }),
  /** The faults of the `severities` output, in its order, by the tasks that undo them. */
  tasks: z.array(z.enum(restorationTasks)).min(1),
  /** From this severity on a fault counts as found, in the order of `tasks`. */
  thresholds: z.array(z.number().min(0).max(1)),
  /** Sides of the square thumbnail and of the pieces at full resolution. */
  thumbnailSize: count,
  pieceSize: count,
  ...origin,
  training: z.strictObject({ command, hardware: z.string().min(1), hours }),
});

const manifestSchema = z.discriminatedUnion('kind', [
  restorationManifestSchema,
  textManifestSchema,
  diagnosisManifestSchema,
]);

export type RestorationManifest = z.infer<typeof restorationManifestSchema>;
export type TextManifest = z.infer<typeof textManifestSchema>;
export type DiagnosisManifest = z.infer<typeof diagnosisManifestSchema>;
/** What a model pack says about itself in `manifest.json`. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads the text of a manifest; throws `model-broken` in one sentence that names `file` and the first fault. */
export function parseManifest(text: string, file: string): Manifest {
  const checked = manifestSchema.safeParse(fromJson(text, file));
  if (checked.success) return checked.data;
  const fault = checked.error.issues[0];
  const where = fault === undefined || fault.path.length === 0 ? 'the whole' : fault.path.join('.');
  throw new AppError(
    'model-broken',
    sentence('said.manifestFaulty', { file, where, reason: fault?.message ?? 'not understood' }),
  );
}

function fromJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('model-broken', sentence('said.manifestNotJson', { file }), { cause });
  }
}

function staysInside(path: string): boolean {
  if (path.includes('\\') || path.includes('\0') || /^[A-Za-z]:/.test(path) || posix.isAbsolute(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
