/** What the engine and the inference process say to each other; both check every message that comes from the other. */
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { failureSchema } from '../../shared/base/failureSchema.ts';
import { sentenceSchema } from '../../shared/base/sentenceSchema.ts';
import { deviceNames, precisions } from '../ports.ts';

const count = z.int().nonnegative();

const tensorSchema = z
  .strictObject({
    shape: z.array(count).readonly(),
    data: z.custom<Float32Array | Int32Array>((data) => data instanceof Float32Array || data instanceof Int32Array),
  })
  .refine(({ shape, data }) => shape.reduce((product, size) => product * size, 1) === data.length, {
    error: 'Expected as many values as the product of the shape',
  })
  .readonly();
const tensorsSchema = z.record(z.string(), tensorSchema).readonly();

const graphFileSchema = z.strictObject({
  model: z.string(),
  graph: z.string(),
  path: z.string(),
  sha256: z.string(),
  bytes: count,
  onlyCpu: z.boolean(),
  half: z.strictObject({ path: z.string(), sha256: z.string(), bytes: count }).nullable(),
  tiled: z
    .strictObject({ image: z.string(), output: z.string(), alignment: z.int().positive(), halo: count })
    .readonly()
    .nullable(),
});

/** One piece of work; the process does them in the order in which they came. */
const taskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), graph: graphFileSchema, inputs: tensorsSchema }),
  z.strictObject({ kind: z.literal('load'), graph: graphFileSchema }),
  z.strictObject({ kind: z.literal('about') }),
]);
export type InferenceTask = z.infer<typeof taskSchema>;

const startSchema = z.strictObject({
  type: z.literal('start'),
  device: z.enum(deviceNames),
  precision: z.enum(precisions),
  /** Cores to use. */
  threads: z.int().positive(),
  /** Tiles that are computed at a time, each by its part of the cores. */
  atATime: z.int().positive(),
  /** Pictures of one size that are computed in one run. */
  together: z.int().positive(),
});
/** The first message: how to set up the process. */
export type StartMessage = z.infer<typeof startSchema>;

const requestSchema = z.discriminatedUnion('type', [
  startSchema,
  z.strictObject({ type: z.literal('do'), id: count, task: taskSchema }),
  z.strictObject({ type: z.literal('cancel'), id: count }),
]);
/** From the engine to the inference process. */
export type InferenceRequest = z.infer<typeof requestSchema>;

const graphPortSchema = z.strictObject({
  name: z.string(),
  /** ONNX's name of the element type, e.g. `float32` or `int64`. */
  type: z.string(),
  /** A number, or the name of a dimension that may vary. */
  shape: z.array(z.union([z.number(), z.string()])).readonly(),
});
/** One input or output of a graph. */
export type GraphPort = z.infer<typeof graphPortSchema>;

const device = z.enum(deviceNames);
const resultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    outputs: tensorsSchema,
    device,
    runMs: z.number(),
    /** A sentence where the device could not do it as it was asked to; empty otherwise. */
    trouble: sentenceSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('load'),
    inputs: z.array(graphPortSchema).readonly(),
    outputs: z.array(graphPortSchema).readonly(),
    device,
  }),
  z.strictObject({
    kind: z.literal('about'),
    node: z.string(),
    onnxRuntime: z.string(),
    bundledProviders: z.array(z.string()).readonly(),
    processId: count,
    residentBytes: z.number(),
    threads: count,
  }),
]);
export type InferenceResult = z.infer<typeof resultSchema>;

const replySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** The process cannot serve as it was asked to. */
  z.strictObject({ type: z.literal('refused'), failure: failureSchema }),
  /** The work on a request begins; nothing more is heard until it ends. */
  z.strictObject({ type: z.literal('started'), id: count }),
  z.strictObject({ type: z.literal('done'), id: count, result: resultSchema }),
  z.strictObject({ type: z.literal('failed'), id: count, failure: failureSchema }),
]);
/** From the inference process to the engine. */
export type InferenceReply = z.infer<typeof replySchema>;

/** Throws `internal` on anything that is not a request. */
export function parseRequest(message: unknown): InferenceRequest {
  return parse(requestSchema, message, 'request');
}

/** Throws `internal` on anything that is not a reply. */
export function parseReply(message: unknown): InferenceReply {
  return parse(replySchema, message, 'reply');
}

function parse<Output>(schema: z.ZodType<Output>, message: unknown, what: string): Output {
  const checked = schema.safeParse(message);
  if (checked.success) return checked.data;
  const fault = checked.error.issues[0];
  throw new AppError('internal', `Unexpected inference ${what} at ${fault?.path.join('.')}: ${fault?.message}`);
}
