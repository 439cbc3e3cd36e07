import type { Rect } from '../../shared/base/geometry.ts';
import type { MaskMode } from '../../shared/model/mask.ts';
import { constantFacts, type Facts, type Field, finestGrain } from './field.ts';

/** A component with how it changes what the ones before it cover. */
export interface Layered {
  readonly field: Field;
  readonly mode: MaskMode;
}

/**
 * Components one after the other. `areaOf` gives the pixels of the source behind a rectangle of a level. Where a
 * component is constant it costs nothing, and where it leaves no trace the others are asked alone.
 */
export function combinedField(layers: readonly Layered[], areaOf: (level: number, rect: Rect) => Rect): Field {
  const start = layers[0] === undefined || layers[0].mode === 'add' ? 0 : 1;
  return {
    facts(rect) {
      let sofar = { facts: constantFacts(start), parts: 0 };
      for (const { field, mode } of layers) sofar = joined(sofar, field.facts(rect), mode);
      const { facts, parts } = sofar;
      return parts < 2 ? facts : { ...facts, coarsest: Math.max(0, facts.coarsest - finerBy(parts)) };
    },
    grain: Math.max(finestGrain, ...layers.map(({ field }) => field.grain)),
    read(level, rect, into) {
      into.fill(start);
      const area = areaOf(level, rect);
      let values: Float32Array | null = null;
      for (const { field, mode } of layers) {
        const { low, high } = field.facts(area);
        if (low === high) {
          mixConstant(into, low, mode);
          continue;
        }
        values ??= new Float32Array(into.length);
        field.read(level, rect, values);
        mix(into, values, mode);
      }
    },
  };
}

interface SoFar {
  readonly facts: Facts;
  /** Components that are not constant and leave a trace. */
  readonly parts: number;
}

function joined({ facts: m, parts }: SoFar, c: Facts, mode: MaskMode): SoFar {
  if (c.low === c.high && c.low === (mode === 'intersect' ? 1 : 0)) return { facts: m, parts };
  const low = mixed(m.low, mode === 'subtract' ? c.high : c.low, mode);
  const high = mixed(m.high, mode === 'subtract' ? c.low : c.high, mode);
  if (low === high) return { facts: constantFacts(low), parts: 0 };
  return {
    facts: { low, high, key: `${m.key} ${mode} ${c.key}`, coarsest: Math.min(m.coarsest, c.coarsest) },
    parts: parts + (c.low === c.high ? 0 : 1),
  };
}

/** A product of n fades is up to n (1 + 3/8 (n - 1)) times as curved as one; twice as fine a level is four times as good. */
function finerBy(parts: number): number {
  return Math.ceil(0.5 * Math.log2(parts * (1 + 0.375 * (parts - 1))));
}

function mixed(m: number, c: number, mode: MaskMode): number {
  if (mode === 'add') return m + c - m * c;
  return mode === 'subtract' ? m * (1 - c) : m * c;
}

function mixConstant(into: Float32Array, c: number, mode: MaskMode): void {
  if (mode === 'add') for (let i = 0; i < into.length; i += 1) into[i] = (into[i] as number) * (1 - c) + c;
  else scale(into, mode === 'subtract' ? 1 - c : c);
}

function scale(into: Float32Array, by: number): void {
  if (by !== 1) for (let i = 0; i < into.length; i += 1) into[i] = (into[i] as number) * by;
}

/** The same as `mixed`, value by value. */
function mix(into: Float32Array, values: Float32Array, mode: MaskMode): void {
  if (mode === 'add') {
    for (let i = 0; i < into.length; i += 1) {
      const m = into[i] as number;
      into[i] = m + (values[i] as number) * (1 - m);
    }
  } else if (mode === 'subtract') {
    for (let i = 0; i < into.length; i += 1) into[i] = (into[i] as number) * (1 - (values[i] as number));
  } else for (let i = 0; i < into.length; i += 1) into[i] = (into[i] as number) * (values[i] as number);
}
