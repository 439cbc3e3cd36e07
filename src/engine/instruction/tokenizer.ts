import { fold } from './normalise.ts';

/** Sizes of the encoder's input, as the manifest of the text model states them. */
export interface TokenizerSizes {
  readonly buckets: number;
  readonly maximumTokens: number;
  readonly hashesPerToken: number;
}

/** Bucket ids of each word, shape [1, words, hashesPerToken], padded with 0. */
export interface Buckets {
  readonly shape: readonly [1, number, number];
  readonly data: Int32Array;
}

const maximumWordLength = 24;
type Ranges = readonly (readonly [number, number])[];
const separators: Ranges = [
  [0x00, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0xbf],
  [0x2000, 0x206f],
  [0x3000, 0x3004],
  [0x3006, 0x3020],
  [0x3030, 0x303f],
  [0xfe00, 0xfe0f],
];
/** Chinese and Japanese have no spaces: every character is a token that knows its neighbours. */
const singles: Ranges = [
  [0x3005, 0x3005],
  [0x3040, 0x30ff],
  [0x31f0, 0x31ff],
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x3ffff],
];
const symbols: Ranges = [
  [0x2190, 0x2bff],
  [0x1f000, 0x1faff],
];
const apostrophes = new Set([0x27, 0x60, 0xb4, 0x2018, 0x2019, 0x02bc]);
const utf8 = new TextEncoder();

/** FNV-1a, 32 bit, over UTF-8. */
function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of utf8.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** Text to hash buckets, exactly as `training/restore/instruction/tokenizer.py` does it. */
export function tokenize(text: string, sizes: TokenizerSizes): Buckets {
  const bucket = (gram: string): number => 1 + (fnv1a(gram) % (sizes.buckets - 1));
  const tokens = tokenGrams(text, sizes.maximumTokens);
  const length = Math.max(1, tokens.length);
  const data = new Int32Array(length * sizes.hashesPerToken);
  tokens.forEach((grams, token) => {
    grams.slice(0, sizes.hashesPerToken).forEach((gram, index) => {
      data[token * sizes.hashesPerToken + index] = bucket(gram);
    });
  });
  return { shape: [1, length, sizes.hashesPerToken], data };
}

function tokenGrams(text: string, maximumTokens: number): string[][] {
  const found: string[][] = [];
  let word: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    if (word.length > 0) found.push(wordGrams(word));
    for (let index = 0; index < run.length; index += 1) found.push(singleGrams(run, index));
    word = [];
    run = [];
  };
  for (const character of fold(text)) {
    const code = character.codePointAt(0) ?? 0;
    if (apostrophes.has(code)) continue;
    if (within(code, singles)) {
      if (word.length > 0) close();
      run.push(character);
    } else if (within(code, separators)) {
      close();
    } else if (within(code, symbols)) {
      close();
      found.push(wordGrams([character]));
    } else {
      if (run.length > 0) close();
      word.push(character);
    }
    if (found.length >= maximumTokens) break;
  }
  close();
  return found.slice(0, maximumTokens);
}

function wordGrams(word: readonly string[]): string[] {
  const marked = ['<', ...word.slice(0, maximumWordLength), '>'];
  const grams = [`=${marked.join('')}`];
  for (const size of [3, 4, 5]) {
    for (let start = 0; start + size <= marked.length; start += 1)
      grams.push(marked.slice(start, start + size).join(''));
  }
  return grams;
}

function singleGrams(run: readonly string[], index: number): string[] {
  const at = (offset: number): string => run[index + offset] ?? '';
  const character = at(0);
  const grams = [
    character,
    character + at(1),
    at(-1) + character,
    character + at(1) + at(2),
    at(-2) + at(-1) + character,
    at(-1) + character + at(1),
  ];
  return Array.from(new Set(grams), (gram) => `#${gram}`);
}

function within(code: number, ranges: Ranges): boolean {
  return ranges.some(([low, high]) => code >= low && code <= high);
}
