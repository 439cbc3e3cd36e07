import { describe, expect, it } from 'vitest';
import { cutText, wordRanges } from '../../../../src/renderer/state/wordRanges.ts';

const text = 'Denoise the sky, then denoise her face';

describe('words of chips in the sentence', () => {
  it('finds them whatever their capitals', () => {
    expect(wordRanges(text, [{ key: 'a', words: 'denoise the sky' }])).toEqual([{ key: 'a', start: 0, end: 15 }]);
  });

  it('gives the second of two equal wordings its own place', () => {
    const ranges = wordRanges(text, [
      { key: 'a', words: 'denoise' },
      { key: 'b', words: 'denoise' },
    ]);
    expect(ranges.map(({ start }) => start)).toEqual([0, 22]);
  });

  it('has no place for words that are not in the sentence', () => {
    expect(wordRanges(text, [{ key: 'a', words: 'sharpen' }])).toEqual([]);
  });

  it('cuts the sentence without losing a letter', () => {
    const pieces = cutText(text, wordRanges(text, [{ key: 'a', words: 'the sky' }]));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});
