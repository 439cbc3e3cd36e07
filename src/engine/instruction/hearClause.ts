import { isRestoration, type OperationId } from '../../shared/model/operation.ts';
import { isAside } from './asides.ts';
import { classify, type Meaning } from './classify.ts';
import { heardWords } from './heardWords.ts';
import { isProhibition, withoutUrging } from './negation.ts';
import { isNewThing } from './newThing.ts';
import type { Placed } from './placed.ts';
import { placeOf } from './region.ts';
import { atAnds, atCommas } from './splitPieces.ts';
import type { SentenceEncoder } from './textEncoder.ts';

/** A part of a clause with its meaning. */
export interface Part {
  /** As the user wrote it. */
  readonly words: string;
  readonly place: Placed;
  readonly meaning: Meaning;
  readonly embedding: Float32Array;
}

/** What clauses are heard with. */
export interface Hearer {
  readonly encoder: SentenceEncoder;
  /** Names of the masks there are: places that clauses may speak of. */
  readonly names: readonly string[];
}

/** A piece may stand for itself only when the network is this sure. */
const sureEnough = 0.6;

/** Splits a clause at commas and "and"s as far as the network hears different wishes in the pieces, and no further. */
export async function hearClause(clause: string, hearer: Hearer, signal?: AbortSignal): Promise<Part[]> {
  const pieces = atCommas(clause);
  if (pieces.length < 2) return hearPhrase(clause, hearer, signal);
  const parts: Part[] = [];
  for (const piece of pieces) parts.push(...(await hearPhrase(piece, hearer, signal)));
  return together(clause, parts, hearer, signal);
}

async function hearPhrase(phrase: string, hearer: Hearer, signal?: AbortSignal): Promise<Part[]> {
  const pieces = atAnds(phrase);
  if (pieces.length < 2 || isProhibition(phrase)) return [await hearPart(phrase, hearer, signal)];
  const parts: Part[] = [];
  for (const piece of pieces) parts.push(await hearPart(piece, hearer, signal));
  return together(phrase, parts, hearer, signal);
}

/** The pieces where they mean different things, else the whole. */
async function together(
  whole: string,
  parts: readonly Part[],
  hearer: Hearer,
  signal: AbortSignal | undefined,
): Promise<Part[]> {
  const spread = withSharedPlace(parts);
  if (parts.some((part) => isProhibition(part.words))) return spread;
  const wanted = new Set(spread.flatMap((part) => (isSure(part) ? [wishOf(part)] : [])));
  const refused = spread.some((part) => part.meaning.kind === 'unsupported' && part.meaning.confidence >= 0.8);
  const united = await hearPart(whole, hearer, signal);
  const oneWish =
    isSure(united) &&
    wanted.has(wishOf(united)) &&
    spread.some((part) => isBareNoun(part) && wishOf(part) !== wishOf(united));
  if (!oneWish && (wanted.size > 1 || (wanted.size === 1 && refused))) return spread;
  const fits = wanted.size === 0 || wanted.has(wishOf(united)) || completes(united, spread);
  if (united.meaning.kind === 'wish' && fits) return [united];
  const best = spread.find(isSure);
  return best === undefined
    ? [united]
    : [{ ...best, words: whole, place: { ...united.place, words: best.place.words } }];
}

async function hearPart(words: string, hearer: Hearer, signal?: AbortSignal): Promise<Part> {
  const place = placeOf(words, hearer.names);
  const heard = await hearer.encoder.hear(heardWords(place.words), signal);
  return { words, place, meaning: byRule(words) ?? classify(heard), embedding: heard.embedding };
}

/** What is plain without the network; null where it has to say. */
function byRule(words: string): Meaning | null {
  if (isProhibition(words) && !isUrging(words)) return { kind: 'nothing', confidence: 1 };
  if (isAside(words)) return { kind: 'filler', confidence: 1 };
  return isNewThing(words) ? { kind: 'unsupported', confidence: 1 } : null;
}

function isUrging(words: string): boolean {
  return withoutUrging(words) !== words;
}

/** "In the selection, denoise and sharpen": a piece that is only a place gives it to the pieces that follow. */
function withSharedPlace(parts: readonly Part[]): Part[] {
  const [first, ...others] = parts;
  if (first === undefined || first.place.region === null || /[\p{L}\p{N}]/u.test(first.place.words)) return [...parts];
  return others.map((part) =>
    part.place.region === null ? { ...part, place: { ...part.place, region: first.place.region } } : part,
  );
}

/** "Noisy and dark": alone a word may leave doubts that the whole does not. */
function completes(united: Part, parts: readonly Part[]): boolean {
  const [sure, unsure] = [parts.filter(isSure), parts.filter((part) => !isSure(part) && isLikelyWish(part))];
  if (united.meaning.kind !== 'wish' || unsure.length === 0) return false;
  const heard = united.meaning.wishes.map((wish) => wish.operation);
  return heard.length <= parts.length && operationsOf(sure).every((operation) => heard.includes(operation));
}

function isLikelyWish({ meaning }: Part): boolean {
  return meaning.kind === 'wish' || (meaning.kind === 'unclear' && meaning.isLikelyWish);
}

function operationsOf(parts: readonly Part[]): OperationId[] {
  return parts.flatMap(({ meaning }) => (meaning.kind === 'wish' ? meaning.wishes.map((wish) => wish.operation) : []));
}

function isSure(part: Part): boolean {
  return part.meaning.kind === 'wish' && part.meaning.wishes[0].confidence >= sureEnough;
}

/** "…the dull colours and contrast": a property alone names no wish beside a clear one. */
function isBareNoun(part: Part): boolean {
  return (
    /^[a-z]+$/i.test(part.words) && part.meaning.kind === 'wish' && !isRestoration(part.meaning.wishes[0].operation)
  );
}

function wishOf(part: Part): string {
  if (part.meaning.kind !== 'wish') return part.meaning.kind;
  return part.meaning.wishes.map((wish) => `${wish.operation}${wish.direction}`).join('+');
}
