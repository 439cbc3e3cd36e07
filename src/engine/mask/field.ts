import type { Rect, Size } from '../../shared/base/geometry.ts';

/** What is known of a field inside a rectangle before it is computed. */
export interface Facts {
  /** Bounds of its values, 0..1; may be wider than the truth, never narrower. Equal: the field is exactly that there. */
  readonly low: number;
  readonly high: number;
  /** Says what decides the values there: equal keys, equal values. */
  readonly key: string;
  /**
   * The coarsest level at which a value in the middle of a pixel is its mean over all that the pixel stands for, to an
   * eighth of a grey level (of 256). Coarser levels are means of finer ones.
   */
  readonly coarsest: number;
}

/** A part of a mask as a function over the source picture, values from 0 (nothing) to 1 (all). */
export interface Field {
  /** `rect` in pixels of the source, inside the picture. */
  facts(rect: Rect): Facts;
  /** Side of the smallest squares, in pixels of the source, that cost less alone than as a part of a larger one. */
  readonly grain: number;
  /**
   * Fills one value per pixel of `rect`, row by row, in the level's own pixels and inside the picture. The level is none
   * coarser than `facts` allows.
   */
  read(level: number, rect: Rect, into: Float32Array): void;
}

/** Reads a field at any level: by its own hand as far as that is exact, by means of finer levels beyond. */
export interface FieldReader {
  /** `rect` in the level's own pixels, inside the picture. */
  read(field: Field, level: number, rect: Rect, into: Float32Array): void;
}

/** The grain of fields that look at nothing around a pixel. */
export const finestGrain = 32;

/** The grain of a field that looks so many pixels around: of smaller squares, most would be what lies around them. */
export function grainFor(reach: number): number {
  return 4 * reach;
}

/** Facts of a field that has one value. */
export function constantFacts(value: number): Facts {
  return { low: value, high: value, key: `=${value}`, coarsest: Number.POSITIVE_INFINITY };
}

/** Facts with the simple key of a constant where the bounds leave no choice. */
export function settled(facts: Facts): Facts {
  return facts.low === facts.high ? constantFacts(facts.low) : facts;
}

/** A field turned inside out. */
export function invertedField(field: Field): Field {
  return {
    facts: (rect) => invertedFacts(field.facts(rect)),
    grain: field.grain,
    read(level, rect, into) {
      field.read(level, rect, into);
      for (let i = 0; i < into.length; i += 1) into[i] = 1 - (into[i] as number);
    },
  };
}

function invertedFacts({ low, high, key, coarsest }: Facts): Facts {
  return low === high ? constantFacts(1 - low) : { low: 1 - high, high: 1 - low, key: `!${key}`, coarsest };
}

/** The pixels of a picture behind a rectangle of one of its levels. */
export function areaOf(size: Size, level: number, rect: Rect): Rect {
  const step = 2 ** level;
  const [left, top] = [rect.left * step, rect.top * step];
  return {
    left,
    top,
    width: Math.min(rect.width * step, size.width - left),
    height: Math.min(rect.height * step, size.height - top),
  };
}

/**
 * True where a rectangle of the picture reaches the picture's edge, and that edge lies within a pixel of the level: the
 * middle of such a pixel is not the middle of what it stands for.
 */
export function endsWithinPixel({ left, top, width, height }: Rect, size: Size, level: number): boolean {
  const step = 2 ** level;
  const isRight = left + width === size.width && size.width % step !== 0;
  return isRight || (top + height === size.height && size.height % step !== 0);
}
