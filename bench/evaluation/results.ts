/** What `npm run eval` found, as it stands in the file that `--json` names. */
import * as z from 'zod';
import type { Manifest, PackFile } from '../../src/engine/inference/manifest.ts';
import { restorationTasks } from '../../src/shared/model/operation.ts';

const qualitySchema = z.strictObject({ psnr: z.number(), ssim: z.number() });
/** PSNR in dB and SSIM, means over the pictures of a set. */
export type Quality = z.infer<typeof qualitySchema>;

const goalSchema = z.strictObject({ must: z.number(), good: z.number(), dream: z.number() });
const aimSchema = z.strictObject({
  goal: goalSchema.nullable(),
  reached: z.enum(['must', 'good', 'dream']).nullable(),
});

const wrongSchema = z.strictObject({
  pictures: z.int().positive(),
  /** What the right sentence gives on these pictures, and each wrong one, by the task that it asks for. */
  right: z.number(),
  sentences: z.record(z.string(), z.number()),
  /** Mean over the wrong sentences. */
  mean: z.number(),
});
export type WrongSentences = z.infer<typeof wrongSchema>;

const driftSchema = z.strictObject({
  /** Of the worst picture: mean of a channel beyond what the fault explains, in levels. */
  channel: z.number(),
  /** Of the worst picture: mean of a channel against the truth. */
  toTruth: z.number(),
  /** Of the worst picture: pixels, and what such a shift changes on average, in levels. */
  pixels: z.number(),
  shift: z.number(),
  picture: z.string(),
});
export type WorstDrift = z.infer<typeof driftSchema>;

const setSchema = z.strictObject({
  set: z.string(),
  task: z.enum(restorationTasks),
  sentence: z.string(),
  pictures: z.int().positive(),
  before: qualitySchema,
  ours: qualitySchema,
  ...aimSchema.shape,
  papers: z.array(
    z.strictObject({ system: z.string(), psnr: z.number(), ssim: z.number().nullable(), difference: z.number() }),
  ),
  /** Null until it was measured. */
  wrong: wrongSchema.nullable(),
  /** Null for faults of light. */
  drift: driftSchema.nullable(),
});
export type SetResult = z.infer<typeof setSchema>;

const mixtureSchema = z.strictObject({
  set: z.string(),
  told: z.string(),
  pictures: z.int().positive(),
  before: qualitySchema,
  /** By the chain that Patina proposes, and, to see what diagnosing costs, by the faults that are really there. */
  proposed: qualitySchema,
  named: qualitySchema,
  ...aimSchema.shape,
});
export type MixtureResult = z.infer<typeof mixtureSchema>;

const cleanPhotoSchema = z.strictObject({
  picture: z.string(),
  psnr: z.number(),
  /** Root mean square of the change, and the photo's own noise, in levels. */
  change: z.number(),
  noise: z.number(),
});
const cleanSchema = z.strictObject({
  /** With no words, and told to remove noise that is not there. */
  auto: z.array(cleanPhotoSchema),
  told: z.array(cleanPhotoSchema),
  drift: driftSchema,
});
export type CleanPhoto = z.infer<typeof cleanPhotoSchema>;
export type CleanResult = z.infer<typeof cleanSchema>;

const gateSchema = z.strictObject({
  gate: z.string(),
  /** Null where it could not be measured here. */
  passed: z.boolean().nullable(),
  said: z.string(),
  /** The figures behind it, by task, set or device. */
  figures: z.record(z.string(), z.number()),
});
export type Gate = z.infer<typeof gateSchema>;

export const evaluationSchema = z.strictObject({
  model: z.string(),
  version: z.string(),
  /** Checksums of the files that were measured. */
  files: z.record(z.string(), z.string()),
  /** What was asked for; figures of a part are not for documents. */
  only: z.string(),
  most: z.number().nullable(),
  sets: z.array(setSchema),
  mixtures: z.array(mixtureSchema),
  clean: cleanSchema.nullable(),
  gates: z.array(gateSchema),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Checksums of the files of a pack, by their names in the manifest. */
export function checksums({ files }: Pick<Manifest, 'files'>): Record<string, string> {
  const named: Readonly<Record<string, PackFile | undefined>> = files;
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, file]) => (file === undefined ? [] : [[name, file.sha256]])),
  );
}
