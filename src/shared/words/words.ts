/** The names of everything that Patina says. English defines them; the other languages must have the same. */
import type { en } from './en.ts';

type StoredKey = Extract<keyof typeof en, string>;

/** All words of one language. */
export type Words = Readonly<Record<StoredKey, string>>;

/** A name as it is asked for; i18next picks the form for one or for many by `count`. */
export type WordKey = StoredKey extends infer Key
  ? Key extends `${infer Base}_one` | `${infer Base}_other`
    ? Base
    : Key
  : never;

/** Says something in the language that was chosen, with its values filled in. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;
