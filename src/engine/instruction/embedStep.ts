import { type OperationId, operations } from '../../shared/model/operation.ts';
import { classify } from './classify.ts';
import { heardWords } from './heardWords.ts';
import { placeOf } from './region.ts';
import type { SentenceEncoder } from './textEncoder.ts';

/**
 * The embedding that conditions the network for a step: that of its words where they ask for this operation and no
 * other, else that of the operation's own sentence ("dark and noisy" would condition neither of its two steps well).
 */
export async function embedStep(
  operation: OperationId,
  words: string,
  encoder: SentenceEncoder,
  signal?: AbortSignal,
): Promise<Float32Array> {
  if (words !== '') {
    const heard = await encoder.hear(heardWords(placeOf(words).words), signal);
    const meaning = classify(heard);
    const same = meaning.kind === 'wish' && meaning.wishes.length === 1 && meaning.wishes[0].operation === operation;
    if (same) return heard.embedding;
  }
  return (await encoder.hear(operations[operation].sentence, signal)).embedding;
}
