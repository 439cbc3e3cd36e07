import { AppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';
import { isRestoration } from '../shared/model/operation.ts';
import type { Step } from '../shared/model/recipe.ts';
import type { ModelPacks } from './inference/modelPacks.ts';
import { embedStep } from './instruction/embedStep.ts';
import { SentenceEncoder } from './instruction/textEncoder.ts';
import type { ResolvedStep } from './pipeline/resolvedStep.ts';
import type { GraphName, InferencePort, Tensor } from './ports.ts';

/** Id of the model pack that gives sentences their meaning. */
export const textModel = 'text';
/** The graph that turns sentences into embeddings. */
export const textEncoderGraph: GraphName = { model: textModel, graph: 'encoder' };

/** The sentence encoder of the installed text model, run by the inference process. Throws `model-missing`, `model-broken`. */
export function sentenceEncoder(packs: ModelPacks, inference: InferencePort): SentenceEncoder {
  const manifest = packs.text(textModel);
  const encode = async (buckets: Tensor, signal?: AbortSignal) => {
    const outputs = await inference.run(textEncoderGraph, { buckets }, signal);
    return { embedding: floats(outputs, 'embedding'), operations: floats(outputs, 'operations') };
  };
  return new SentenceEncoder({ encode }, manifest);
}

/** Gives every step that runs a network the embedding of its words, or of its operation's own sentence. */
export async function resolveSteps(
  steps: readonly Step[],
  encoder: () => SentenceEncoder,
  signal?: AbortSignal,
): Promise<ResolvedStep[]> {
  const resolved: ResolvedStep[] = [];
  for (const step of steps) {
    const embedding = isRestoration(step.operation)
      ? await embedStep(step.operation, step.words, encoder(), signal)
      : null;
    resolved.push({ step, embedding });
  }
  return resolved;
}

function floats(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new AppError('model-broken', sentence('said.textModelOutput', { output: name, model: textModel }));
}
