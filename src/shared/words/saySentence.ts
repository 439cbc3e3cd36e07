/** Says what the engine said, in the language of the words. */
import type { Failure } from '../base/errors.ts';
import { asPart, joined, type Sentence, type SentenceValue } from '../base/sentence.ts';
import type { Say } from './words.ts';

/** A sentence in words; where it speaks of a file, by its name alone. */
export function saySentence(say: Say, { key, values }: Sentence): string {
  const shown = Object.entries(values).map(([slot, value]) => [slot, shownValue(say, slot, value)]);
  return joined(say(key, Object.fromEntries(shown)));
}

/** What happened, in words; in English where it was said by another version of Patina. */
export function sayFailure(say: Say, { said, message }: Failure): string {
  return said === null ? message : saySentence(say, said);
}

/** Several sentences in one line. */
export function saySentences(say: Say, sentences: readonly Sentence[]): string {
  return sentences.map((each) => saySentence(say, each)).join(' · ');
}

function shownValue(say: Say, slot: string, value: SentenceValue): string | number {
  if (typeof value === 'object') return asPart(saySentence(say, value));
  return slot === 'file' && typeof value === 'string' ? (value.split(/[\\/]/).at(-1) ?? value) : value;
}
