import { assertNever } from '../../shared/base/assert.ts';
import { isRestoration, type OperationId, operations } from '../../shared/model/operation.ts';
import { type Amount, amountOf } from './amounts.ts';
import type { Wish } from './classify.ts';

/** What a step does, and how much of it. */
export interface Measure {
  readonly parameters: Record<string, number>;
  readonly strength: number;
  /** The enlargement that was asked for where another one is planned; null where the request is met exactly. */
  readonly askedFactor: number | null;
}

/** Film grain is part of a picture: without an amount, some of it stays. Everything else is done fully. */
const grain = /\bgrain(?:y|iness)?\b|\bdegrain|颗粒|粒子|粒状|グレイン/i;
const grainStrength = 0.7;
const fullAmount = 100;
/** Multiples of the default for the words of `Amount`: a little +0.3 EV, strongly +1 EV. */
const emphasis: readonly (readonly [number, number])[] = [
  [0.3, 0.4],
  [0.4, 0.6],
  [0.5, 1],
  [0.9, 2],
];
const twice = /\b(?:double|twice|two times|2 ?x)\b|两倍|二倍|一倍|2倍/i;
const halved = /\bhalf as\b/i;

/** Parameters and strength of a wish from the words of its clause: "+1 EV", "by half", "4x", "slightly". */
export function measureOf(wish: Wish, clause: string): Measure {
  if (wish.operation === 'upscale') return enlarged(clause);
  if (isRestoration(wish.operation)) {
    return { parameters: {}, strength: strengthOf(amountOf(clause), clause), askedFactor: null };
  }
  // "Saturate all the colours" says where, not how much.
  const amount = amountOf(clause.replace(/\b(?:all|every)\s/gi, ''));
  return { parameters: adjusted(wish, amount, clause), strength: 1, askedFactor: null };
}

function strengthOf(amount: Amount | null, clause: string): number {
  const usual = grain.test(clause) ? grainStrength : 1;
  if (amount === null) return usual;
  const size = Math.abs(amount.value);
  switch (amount.kind) {
    case 'word':
      // A strong word never asks for less than no word at all.
      return amount.value >= 0.9 ? Math.max(amount.value, usual) : amount.value;
    case 'share':
      return Math.min(1, rounded(size));
    case 'number':
      return size <= 1 ? rounded(size) : Math.min(1, rounded(size / 100));
    case 'stops':
      return usual;
    default:
      return assertNever(amount, 'kind of amount');
  }
}

function adjusted(wish: Wish, amount: Amount | null, clause: string): Record<string, number> {
  const schema = operations[wish.operation].parameters;
  const defaults: Readonly<Record<string, number>> = schema.parse({});
  const name = 'ev' in defaults ? 'ev' : 'amount';
  const usual = defaults[name];
  if (usual === undefined) return { ...defaults };
  const direction = wish.direction === 0 ? Math.sign(usual) : wish.direction;
  const value =
    name === 'ev' ? exposure(amount, direction, Math.abs(usual), clause) : sized(amount, direction, Math.abs(usual));
  return { ...defaults, [name]: clamped(wish.operation, name, value) };
}

function exposure(amount: Amount | null, direction: number, usual: number, clause: string): number {
  if (twice.test(clause)) return direction;
  if (halved.test(clause)) return -1;
  if (amount === null) return direction * usual;
  if (amount.kind === 'share') {
    const way = amount.signed ? Math.sign(amount.value) : direction;
    // 40 % brighter is 1.4 times the light; 50 % darker is half of it.
    const ratio = 1 + way * Math.abs(amount.value);
    return rounded(Math.log2(Math.max(ratio, 1 / 32)));
  }
  if (amount.kind === 'word') return rounded(direction * usual * (amount.value >= 1 ? 3 : multiple(amount.value)));
  const value = amount.kind === 'number' && Math.abs(amount.value) > 5 ? amount.value / 100 : amount.value;
  return rounded(amount.signed ? value : direction * Math.abs(value));
}

function sized(amount: Amount | null, direction: number, usual: number): number {
  if (amount === null || amount.kind === 'stops') return direction * usual;
  if (amount.kind === 'word')
    return rounded(direction * (amount.value >= 1 ? Math.max(fullAmount, usual * 3) : usual * multiple(amount.value)));
  const size = amount.kind === 'share' || Math.abs(amount.value) < 1 ? amount.value * 100 : amount.value;
  return rounded(amount.signed ? size : direction * Math.abs(size));
}

function multiple(word: number): number {
  return emphasis.find(([value]) => value === word)?.[1] ?? 1;
}

function enlarged(clause: string): Measure {
  const asked = factorOf(clause);
  const factor = asked <= 2 ? 2 : 4;
  const exact = asked === 2 || asked === 4;
  return { parameters: { factor }, strength: 1, askedFactor: exact ? null : asked };
}

function factorOf(clause: string): number {
  const named: readonly (readonly [RegExp, number])[] = [
    [/\bquadrupl|\bfour(?:fold| ?times| ?x\b)|四倍|4倍|四倍に/i, 4],
    [/\btripl|\bthree(?:fold| ?times)|三倍|3倍/i, 3],
    [/\beight(?:fold| ?times)|八倍|8倍/i, 8],
    [/\bdoubl|\btwice|\btwo(?:fold| ?times| ?x\b)|双倍|两倍|二倍|2倍|翻倍|一倍/i, 2],
  ];
  for (const [pattern, value] of named) if (pattern.test(clause)) return value;
  const percent = /(\d{3,4})\s?(?:%|percent)/i.exec(clause)?.[1];
  if (percent !== undefined) return Number(percent) / 100;
  const digits =
    /(?:^|[^\d.])(\d{1,2}(?:\.\d)?)\s?(?:x(?![\da-z])|×|倍|times|fold)/i.exec(clause)?.[1] ??
    /(?:^|[^\da-z])(?:x|×)\s?(\d{1,2})(?!\d)/i.exec(clause)?.[1] ??
    /\b(?:by|factor(?: of)?)\s(\d{1,2})(?![\d%x])/i.exec(clause)?.[1];
  return digits === undefined ? 2 : Number(digits);
}

function clamped(operation: OperationId, name: string, value: number): number {
  const [low, high] = operation === 'sharpen' ? [0, 300] : name === 'ev' ? [-5, 5] : [-100, 100];
  return Math.min(high, Math.max(low, value));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
