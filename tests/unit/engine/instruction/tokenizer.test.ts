import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../src/engine/instruction/tokenizer.ts';
import { directEncoder, textModel } from './directEncoder.ts';

interface Vector {
  readonly text: string;
  readonly buckets: readonly (readonly number[])[];
  readonly embedding: readonly number[];
  readonly operations: readonly number[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../../resources/models/text/golden.json', import.meta.url), 'utf8'),
) as Vector[];

describe('tokenizer', () => {
  it.each(vectors)('gives the buckets of the training for %j', ({ text, buckets }) => {
    expect(rowsOf(tokenize(text, textModel))).toEqual(buckets);
  });

  it('gives one row of padding for a text without words', () => {
    expect(tokenize(' …!? ', textModel).shape).toEqual([1, 1, textModel.hashesPerToken]);
  });

  it('stops at the longest sentence the encoder takes', () => {
    expect(tokenize('noise '.repeat(500), textModel).shape[1]).toBe(textModel.maximumTokens);
  });

  it('replaces half a surrogate pair instead of failing', () => {
    expect(tokenize('a\ud800b', textModel)).toEqual(tokenize('a\ufffdb', textModel));
  });
});

describe('encoder', () => {
  it('gives the embedding and the logits that the export wrote down', async () => {
    const encoder = await directEncoder();
    for (const vector of vectors) {
      const heard = await encoder.hear(vector.text);
      const logits = Array.from(heard.chances.values(), (chance) => Math.log(chance / (1 - chance)));
      expect(furthest(heard.embedding, vector.embedding)).toBeLessThan(1e-3);
      expect(furthest(logits, vector.operations)).toBeLessThan(1e-3);
    }
  });
});

function rowsOf({ shape, data }: ReturnType<typeof tokenize>): number[][] {
  const [, words, hashes] = shape;
  const rows = Array.from({ length: words }, (_, row) => Array.from(data.slice(row * hashes, (row + 1) * hashes)));
  return rows.map((row) => row.filter((bucket) => bucket !== 0));
}

function furthest(one: ArrayLike<number>, two: readonly number[]): number {
  return two.reduce((most, value, index) => Math.max(most, Math.abs((one[index] ?? Number.NaN) - value)), 0);
}
