import type { Declined, Plan, PlannedStep } from '../../shared/model/instruction.ts';
import { isRestoration, type Language, type OperationId } from '../../shared/model/operation.ts';
import type { Region } from '../../shared/model/recipe.ts';
import type { Wish } from './classify.ts';
import { embedStep } from './embedStep.ts';
import { hearClause, type Part } from './hearClause.ts';
import { looksLikeCode } from './looksLikeCode.ts';
import { tidy } from './normalise.ts';
import { measureOf } from './parameters.ts';
import { refusalsIn } from './refusals.ts';
import { type Clause, splitClauses } from './splitClauses.ts';
import type { SentenceEncoder } from './textEncoder.ts';
import { withoutTwiceSaid } from './twiceSaid.ts';

/** Longer instructions are declined, in characters. */
export const longestInstruction = 2000;
const mostClauses = 40;

/** A plan with, for each of its steps, the sentence embedding that conditions the picture network. */
export interface Understood {
  readonly plan: Plan;
  /** One per step of the plan, 256 values of unit length. */
  readonly embeddings: readonly Float32Array[];
}

/** Who speaks, and about what. */
export interface Listening {
  /** Of the masks there are: a sentence may speak of them as of any other place. */
  readonly names?: readonly string[];
  /** Of the refusals; the sentence may be in any. English by default. */
  readonly language?: Language;
}

interface Draft {
  readonly step: PlannedStep;
  readonly embedding: Float32Array;
  readonly link: Clause['link'];
  readonly direction: Wish['direction'];
  readonly askedFactor: number | null;
}

/**
 * Turns a sentence into an ordered plan, or into a refusal that says why. A plan with steps is declined in
 * part (`declined` beside steps) only where a part of the sentence was left out or could not be met exactly.
 */
export async function understand(
  text: string,
  encoder: SentenceEncoder,
  signal?: AbortSignal,
  { names = [], language = 'en' }: Listening = {},
): Promise<Understood> {
  const refusals = refusalsIn(language);
  const refused = (why: Declined): Understood => ({ plan: { steps: [], declined: why }, embeddings: [] });
  const clean = tidy(text);
  if (text.length > longestInstruction) return refused(refusals.tooLong(text.length, longestInstruction));
  if (clean === '') return refused(refusals.empty());
  if (looksLikeCode(clean)) return refused(refusals.code());
  const clauses = splitClauses(clean);
  if (clauses.length > mostClauses) return refused(refusals.tooManyParts(clauses.length, mostClauses));
  const drafts: Draft[] = [];
  const unsupported: string[] = [];
  const unclear: string[] = [];
  let forbidden = false;
  let courtesies = 0;
  for (const clause of clauses) {
    const parts = await hearClause(clause.words, { encoder, names }, signal);
    const useful = parts.some((part) => part.meaning.kind === 'wish');
    for (const part of parts) {
      const { meaning } = part;
      if (meaning.kind === 'wish') drafts.push(...(await draftsOf(part, meaning.wishes, clause.link, encoder, signal)));
      else if (meaning.kind === 'nothing') forbidden = true;
      else if (meaning.kind === 'filler') courtesies += 1;
      else if (meaning.kind === 'unsupported' && (!useful || meaning.confidence >= 0.8)) unsupported.push(part.words);
      else if (!useful || (meaning.kind === 'unclear' && meaning.isLikelyWish)) unclear.push(part.words);
    }
  }
  const steps = merged(withoutTwiceSaid(withoutIdleAuto(drafts)));
  const declined = declinedOf({ steps, unsupported, unclear, forbidden, courtesies }, refusals);
  return {
    plan: { steps: steps.map((draft) => draft.step), declined },
    embeddings: steps.map((draft) => draft.embedding),
  };
}

async function draftsOf(
  part: Part,
  wishes: readonly Wish[],
  link: Clause['link'],
  encoder: SentenceEncoder,
  signal: AbortSignal | undefined,
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const wish of wishes) {
    const { parameters, strength, askedFactor } = measureOf(wish, part.words);
    const step: PlannedStep = {
      operation: wish.operation,
      parameters,
      strength,
      region: regionFor(wish.operation, part),
      words: part.words,
      confidence: wish.confidence,
    };
    const embedding = await embedStep(wish.operation, part.words, encoder, signal);
    drafts.push({ step, embedding, link, direction: wish.direction, askedFactor });
  }
  return drafts;
}

/** What is told about a place ("the mountains vanish in haze") concerns the place only where it can. */
function regionFor(operation: OperationId, part: Part): Region {
  const local = !isRestoration(operation) && operation !== 'highlights' && operation !== 'shadows';
  const told = part.place.told && !local && operation !== 'denoise' && operation !== 'deblur';
  return told ? null : part.place.region;
}

/** "…, fix that" repeats the wish before it; only an ordered "then repair the rest" is a wish of its own. */
function withoutIdleAuto(drafts: readonly Draft[]): Draft[] {
  const specific = drafts.some(({ step }) => step.operation !== 'auto' && isRestoration(step.operation));
  return drafts.filter(({ step, link }) => step.operation !== 'auto' || link === 'order' || !specific);
}

/** Neighbours that ask for the same are one step: "grain and noise". */
function merged(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const last = kept.at(-1);
    if (last !== undefined && isSame(last, draft)) kept[kept.length - 1] = joined(last, draft);
    else kept.push(draft);
  }
  return kept;
}

function isSame(one: Draft, two: Draft): boolean {
  const regions = one.step.region === null || two.step.region === null || sameRegion(one.step.region, two.step.region);
  return one.step.operation === two.step.operation && one.direction === two.direction && regions;
}

function sameRegion(one: Region, two: Region): boolean {
  return JSON.stringify(one) === JSON.stringify(two);
}

function joined(one: Draft, two: Draft): Draft {
  const usual = measureOf({ operation: one.step.operation, direction: one.direction, confidence: 1 }, '');
  const second =
    two.step.strength !== usual.strength || JSON.stringify(two.step.parameters) !== JSON.stringify(usual.parameters);
  const measured = second ? two.step : one.step;
  const words = one.step.words === two.step.words ? one.step.words : `${one.step.words}, ${two.step.words}`;
  const sure = one.step.confidence >= two.step.confidence ? one : two;
  const { parameters, strength } = measured;
  const region = one.step.region ?? two.step.region;
  return {
    ...sure,
    step: { ...sure.step, parameters, strength, region, words },
    askedFactor: one.askedFactor ?? two.askedFactor,
  };
}

/** What was heard of a sentence. */
interface Heard {
  readonly steps: readonly Draft[];
  readonly unsupported: readonly string[];
  readonly unclear: readonly string[];
  readonly forbidden: boolean;
  readonly courtesies: number;
}

function declinedOf(heard: Heard, refusals: ReturnType<typeof refusalsIn>): Declined | null {
  const { steps, unsupported, unclear, forbidden, courtesies } = heard;
  if (steps.length > 0) {
    const leftOut = [...unsupported, ...unclear];
    if (leftOut.length > 0) return refusals.leftOut(leftOut);
    const inexact = steps.find(({ askedFactor }) => askedFactor !== null);
    if (inexact === undefined) return null;
    return refusals.factor(Number(inexact.step.parameters['factor']), Number(inexact.askedFactor));
  }
  if (unsupported.length > 0) return refusals.unsupported(unsupported);
  if (unclear.length > 0) return refusals.unclear(unclear);
  if (forbidden) return refusals.nothing();
  return courtesies > 0 ? refusals.noWish() : refusals.empty();
}
