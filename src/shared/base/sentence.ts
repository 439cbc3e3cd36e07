/** What is said to a person, as a name and values, so that whoever shows it can say it in another language. */
import { sentences } from './sentences.ts';

export type SentenceKey = keyof typeof sentences;

/** The names of what has to be filled into a text. */
type Slots<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Slots<Rest> : never;
type SlotsOf<Key extends SentenceKey> = Slots<(typeof sentences)[Key]>;

export interface Sentence {
  readonly key: SentenceKey;
  readonly values: Readonly<Record<string, SentenceValue>>;
}

/** Text and numbers are said as they are, a sentence as a part of the other one. A `file` is a path. */
export type SentenceValue = string | number | Sentence;

type Given<Key extends SentenceKey> = [SlotsOf<Key>] extends [never]
  ? []
  : [values: Readonly<Record<SlotsOf<Key>, SentenceValue>>];

/** The sentence of that name, with all that has to be filled in. */
export function sentence<const Key extends SentenceKey>(key: Key, ...[values]: Given<Key>): Sentence {
  return { key, values: values ?? {} };
}

/** The sentence in English. */
export function inEnglish({ key, values }: Sentence): string {
  const text = sentences[key].replaceAll(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const value = values[name];
    if (value === undefined) return slot;
    return typeof value === 'object' ? asPart(inEnglish(value)) : String(value);
  });
  return joined(text);
}

/** Stands before the full stop of a sentence that is said within another one. */
const innerStop = '\u{E000}';

/** A whole sentence, to be put into another one; `joined` makes the other one right. */
export function asPart(text: string): string {
  return text.replace(/[.。]$/u, (stop) => innerStop + stop);
}

/** A text with parts in it; the full stop of a part is left out where the text goes on with a mark of its own. */
export function joined(text: string): string {
  return text.replaceAll(/\u{E000}[.。](?=[.,:;)。，、：；）])/gu, '').replaceAll(innerStop, '');
}

/** A text without its full stop, where it has one. */
export function withoutStop(text: string): string {
  return text.replace(/[.。]$/u, '');
}
