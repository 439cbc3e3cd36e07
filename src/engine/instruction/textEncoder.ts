import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { type Buckets, type TokenizerSizes, tokenize } from './tokenizer.ts';

/** Runs the text network; the host decides where. Rejects with AppError. */
export interface TextEncoderPort {
  /** `embedding` has 256 values of unit length, `operations` one logit per label of the manifest. */
  encode(buckets: Buckets, signal?: AbortSignal): Promise<{ embedding: Float32Array; operations: Float32Array }>;
}

/** The part of the text model's manifest that reading a sentence needs. */
export interface TextModel extends TokenizerSizes {
  readonly operations: readonly string[];
}

/** What the network hears in one clause. */
export interface Heard {
  /** Conditions the picture network. */
  readonly embedding: Float32Array;
  /** Probability per label, 0 to 1; several may be high. */
  readonly chances: ReadonlyMap<string, number>;
}

/** A sentence encoder: the network behind `port` with the tokenizer and labels of its `model`. */
export class SentenceEncoder {
  readonly #port: TextEncoderPort;
  readonly #model: TextModel;

  constructor(port: TextEncoderPort, model: TextModel) {
    this.#port = port;
    this.#model = model;
  }

  /** Hears one clause. */
  async hear(words: string, signal?: AbortSignal): Promise<Heard> {
    signal?.throwIfAborted();
    const { embedding, operations } = await this.#port.encode(tokenize(words, this.#model), signal);
    if (operations.length !== this.#model.operations.length) {
      throw new AppError(
        'model-broken',
        sentence('said.textModelOperations', { expected: this.#model.operations.length, found: operations.length }),
      );
    }
    const chances = new Map<string, number>();
    this.#model.operations.forEach((label, index) => {
      chances.set(label, 1 / (1 + Math.exp(-(operations[index] ?? 0))));
    });
    return { embedding, chances };
  }

  /** The embedding that conditions the picture network for a step with these words. */
  async embed(words: string, signal?: AbortSignal): Promise<Float32Array> {
    return (await this.hear(words, signal)).embedding;
  }
}
