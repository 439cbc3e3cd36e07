import { invariant } from '../../shared/base/assert.ts';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { OperationId } from '../../shared/model/operation.ts';
import type { NamedTensors } from '../ports.ts';
import type { ModelFacts } from './modelFacts.ts';

const embeddingSize = 256;

/**
 * What tells the network what to do: the `embedding` [1, 256] of the step's sentence, and `strengths` [1, tasks], 1 at
 * the step's task and 0 elsewhere; all 0 for `auto`, where the network finds the fault itself. The step's own strength
 * is a blend and not said here. Throws `model-missing` where the model does not serve the operation.
 */
export function conditioning(
  operation: OperationId,
  embedding: Float32Array,
  model: ModelFacts,
): Readonly<Pick<NamedTensors, 'embedding' | 'strengths'>> {
  invariant(embedding.length === embeddingSize, `a sentence has ${embeddingSize} numbers, not ${embedding.length}`);
  const strengths = new Float32Array(model.tasks.length);
  if (operation !== 'auto') {
    const task = model.tasks.findIndex((known) => known === operation);
    if (task < 0) {
      throw new AppError('model-missing', sentence('said.modelCannot', { model: model.id, operation }));
    }
    strengths[task] = 1;
  }
  return {
    embedding: { shape: [1, embeddingSize], data: embedding },
    strengths: { shape: [1, strengths.length], data: strengths },
  };
}
