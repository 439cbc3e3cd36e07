import type { EditStep } from '../../shared/logic/editStep.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { MeasuredAdjustment, PointAdjustment } from '../operations/adjustment.ts';
import { makeAdjustment } from '../operations/makeAdjustment.ts';
import { type EnlargeFactor, enlarged } from '../operations/upscale.ts';
import { areaSource } from '../pipeline/areaSource.ts';
import { blendedSource } from '../pipeline/blendedSource.ts';
import { pointSource } from '../pipeline/pointSource.ts';
import { areaThumbnail } from '../tiling/areaThumbnail.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { Leveled } from './leveled.ts';

/** Pixels that a step may show at every level; where it has none, `fallback` shows. */
export interface Shown {
  at(level: number, fallback: FloatSource): FloatSource;
}

/** Where a step works, by level; null for everywhere. */
export type CoverageByLevel = (level: number) => Coverage | null;

/** Measuring for the eye is done on a level about this wide; for results that are kept, on the full picture. */
const measuredWidth = 1024;
/** A sharpening narrower than this changes nothing that could be seen. */
const leastRadius = 0.15;

/** An adjustment step over a picture at every level, or null where its amount is nothing. */
export function adjustedLevels(
  input: Leveled,
  step: EditStep,
  space: ColourSpace,
  coverage: CoverageByLevel,
  isExact: boolean,
): Leveled | null {
  const full = makeAdjustment(step, space);
  if (full === null) return null;
  const { strength } = step;
  if (full.kind === 'point') {
    return byLevel(input, (level) =>
      pointSource(input.at(level), [{ adjustment: full, strength, coverage: coverage(level) }], space),
    );
  }
  if (full.kind === 'measured') {
    const measured = once(() => measure(input, full, isExact));
    return byLevel(input, (level) => ({
      ...levelSize(input, level),
      readRect: async (rect, into, signal) => {
        const layer = { adjustment: await measured(), strength, coverage: coverage(level) };
        return pointSource(input.at(level), [layer], space).readRect(rect, into, signal);
      },
    }));
  }
  return byLevel(input, (level) => {
    const scaled = level === 0 ? full : makeAdjustment(atLevel(step, level), space);
    if (scaled === null || scaled.kind !== 'area') return input.at(level);
    return areaSource(input.at(level), { adjustment: scaled, strength, coverage: coverage(level) });
  });
}

/** A network step at every level: results in the order of preference, blended into the input as far as they go. */
export function restoredLevels(
  input: Leveled,
  results: readonly Shown[],
  strength: number,
  coverage: CoverageByLevel,
): Leveled {
  return byLevel(input, (level) => {
    const before = input.at(level);
    if (results.length === 0) return before;
    const shownOver = (under: FloatSource): FloatSource =>
      results.reduceRight((fallback, result) => result.at(level, fallback), under);
    return blendedSource(before, shownOver, strength, coverage(level));
  });
}

/** A picture enlarged without a network, at every level of the larger one. */
export function enlargedLevels(input: Leveled, factor: 1 | EnlargeFactor): Leveled {
  if (factor === 1) return input;
  const levels = Math.log2(factor);
  const size = { width: input.width * factor, height: input.height * factor };
  return byLevel(size, (level) => {
    if (level >= levels) return input.at(level - levels);
    return enlarged(input.at(0), level === 0 ? factor : 2);
  });
}

function byLevel(size: { width: number; height: number }, make: (level: number) => FloatSource): Leveled {
  const made = new Map<number, FloatSource>();
  return {
    width: size.width,
    height: size.height,
    at(level) {
      const source = made.get(level) ?? make(level);
      made.set(level, source);
      return source;
    },
  };
}

async function measure(input: Leveled, full: MeasuredAdjustment, isExact: boolean): Promise<PointAdjustment> {
  const level = isExact ? 0 : Math.max(0, Math.floor(Math.log2(input.width / measuredWidth)));
  return full.measure(await areaThumbnail(input.at(level), full.thumbnail));
}

function atLevel(step: EditStep, level: number): EditStep {
  if (!('radius' in step.parameters)) return step;
  const radius = step.parameters.radius / 2 ** level;
  const amount = radius < leastRadius ? 0 : step.parameters.amount;
  return { ...step, parameters: { radius, amount } } as EditStep;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
