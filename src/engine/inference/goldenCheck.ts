import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { assertNever } from '../../shared/base/assert.ts';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { InferencePort, NamedTensors, Tensor } from '../ports.ts';
import type { ModelPacks } from './modelPacks.ts';

/** How far a graph's output is from the one that the training wrote down. */
export interface GoldenDifference {
  readonly graph: string;
  readonly output: string;
  /** Largest absolute difference of any value. */
  readonly largest: number;
}

const packedSchema = z.strictObject({ shape: z.array(z.int().positive()), data: z.base64() });
const restorationSchema = z.strictObject({
  thumbnail: packedSchema,
  embedding: packedSchema,
  strengths: packedSchema,
  picture: packedSchema,
  state: packedSchema,
  restored: packedSchema,
});
const diagnosisSchema = z.strictObject({ thumbnail: packedSchema, pieces: packedSchema, severities: packedSchema });
const vectorSchema = z.object({
  text: z.string(),
  buckets: z.array(z.array(z.int().positive())),
  embedding: z.array(z.number()),
  operations: z.array(z.number()),
});

/** Runs every graph of a pack on the inputs that came with it; rejects as `InferencePort.run` does. */
export async function replayGolden(
  packs: ModelPacks,
  id: string,
  inference: InferencePort,
  signal?: AbortSignal,
): Promise<readonly GoldenDifference[]> {
  const { kind } = packs.manifest(id);
  switch (kind) {
    case 'restoration':
      return replayRestoration(packs, id, inference, signal);
    case 'diagnosis':
      return replayDiagnosis(packs, id, inference, signal);
    case 'text':
      return replayText(packs, id, inference, signal);
    default:
      return assertNever(kind, 'kind of a model pack');
  }
}

async function replayDiagnosis(
  packs: ModelPacks,
  id: string,
  inference: InferencePort,
  signal: AbortSignal | undefined,
): Promise<readonly GoldenDifference[]> {
  const golden = await readGolden(packs.file({ model: id, graph: 'golden' }).path, diagnosisSchema, signal);
  const inputs = { thumbnail: unpacked(golden.thumbnail), pieces: unpacked(golden.pieces) };
  const said = await inference.run({ model: id, graph: 'diagnoser' }, inputs, signal);
  const largest = largestDifference(said, 'severities', unpacked(golden.severities).data);
  return [{ graph: 'diagnoser', output: 'severities', largest }];
}

async function replayRestoration(
  packs: ModelPacks,
  id: string,
  inference: InferencePort,
  signal: AbortSignal | undefined,
): Promise<readonly GoldenDifference[]> {
  const golden = await readGolden(packs.file({ model: id, graph: 'golden' }).path, restorationSchema, signal);
  const wish = { embedding: unpacked(golden.embedding), strengths: unpacked(golden.strengths) };
  const state = unpacked(golden.state);
  const guideInputs = { thumbnail: unpacked(golden.thumbnail), ...wish };
  const tileInputs = { picture: unpacked(golden.picture), ...wish, state };
  const guided = await inference.run({ model: id, graph: 'guide' }, guideInputs, signal);
  const tiled = await inference.run({ model: id, graph: 'tile' }, tileInputs, signal);
  return [
    { graph: 'guide', output: 'state', largest: largestDifference(guided, 'state', state.data) },
    {
      graph: 'tile',
      output: 'restored',
      largest: largestDifference(tiled, 'restored', unpacked(golden.restored).data),
    },
  ];
}

async function replayText(
  packs: ModelPacks,
  id: string,
  inference: InferencePort,
  signal: AbortSignal | undefined,
): Promise<readonly GoldenDifference[]> {
  const { hashesPerToken } = packs.text(id);
  const vectors = await readGolden(packs.file({ model: id, graph: 'vectors' }).path, z.array(vectorSchema), signal);
  const largest = { embedding: 0, operations: 0 };
  for (const vector of vectors) {
    const buckets = bucketTensor(vector.buckets, hashesPerToken);
    const outputs = await inference.run({ model: id, graph: 'encoder' }, { buckets }, signal);
    for (const output of ['embedding', 'operations'] as const) {
      largest[output] = Math.max(largest[output], largestDifference(outputs, output, vector[output]));
    }
  }
  return Object.entries(largest).map(([output, difference]) => ({ graph: 'encoder', output, largest: difference }));
}

/** Words in rows of `hashesPerToken` bucket numbers; 0 stands for none. */
function bucketTensor(words: readonly (readonly number[])[], hashesPerToken: number): Tensor {
  const data = new Int32Array(words.length * hashesPerToken);
  words.forEach((word, index) => data.set(word, index * hashesPerToken));
  return { shape: [1, words.length, hashesPerToken], data };
}

async function readGolden<Output>(
  file: string,
  schema: z.ZodType<Output>,
  signal: AbortSignal | undefined,
): Promise<Output> {
  try {
    return schema.parse(
      JSON.parse(await readFile(file, { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) })),
    );
  } catch (cause) {
    throw new AppError('model-broken', sentence('said.modelTestValues', { file }), {
      cause,
    });
  }
}

function unpacked({ shape, data }: z.infer<typeof packedSchema>): Tensor {
  const bytes = Buffer.from(data, 'base64');
  // A copy of its own: the bytes of a Buffer may lie anywhere, floats must lie at a multiple of four.
  return { shape, data: new Float32Array(Uint8Array.from(bytes).buffer) };
}

/** Infinity where the output is missing or of another size. */
function largestDifference(outputs: NamedTensors, name: string, expected: ArrayLike<number>): number {
  const actual = outputs[name]?.data;
  if (actual === undefined || actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < actual.length; index += 1) {
    largest = Math.max(largest, Math.abs((actual[index] ?? 0) - (expected[index] ?? 0)));
  }
  return largest;
}
