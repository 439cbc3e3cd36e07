import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { SentenceEncoder, type TextModel } from '../../../../src/engine/instruction/textEncoder.ts';

const folder = new URL('../../../../resources/models/text/', import.meta.url);

/** The shipped text model's manifest, as far as the tests need it. */
export const textModel = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as TextModel;

/** The shipped encoder run in this process. */
export async function directEncoder(): Promise<SentenceEncoder> {
  const session = await ort.InferenceSession.create(readFileSync(new URL('encoder.onnx', folder)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return new SentenceEncoder(
    {
      async encode(buckets) {
        const results = await session.run({ buckets: new ort.Tensor('int32', buckets.data, [...buckets.shape]) });
        return {
          embedding: results['embedding']?.data as Float32Array,
          operations: results['operations']?.data as Float32Array,
        };
      },
    },
    textModel,
  );
}
