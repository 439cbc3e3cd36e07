import type { Picture, Samples } from '../image/picture.ts';
import type { Coverage } from '../mask/coverage.ts';
import { convertDepth } from './convertDepth.ts';
import type { Stage } from './stage.ts';

/** What a render did to its picture, measured on the samples that were handed out. */
export interface RenderReport {
  /** Mean absolute change of a sample, as a share of the range 0..1; null where the picture's size changed. */
  readonly meanAbsoluteChange: number | null;
  /** Pixels that no step's mask covers and that changed all the same; null where a step works everywhere. */
  readonly changedOutsideMask: number | null;
}

/** Compares finished rows with those of the source. */
export interface ChangeMeter {
  measure(rows: Samples, top: number): void;
  report(): RenderReport;
}

/** A meter for the result of `stages` on `picture`; `factor` is how much larger the result is. */
export function changeMeter(picture: Picture, stages: readonly Stage[], factor: number): ChangeMeter {
  const coverages = factor === 1 ? maskedOnly(stages) : null;
  let [change, count, outside] = [0, 0, 0];
  return {
    measure(rows, top) {
      if (factor !== 1) return;
      const start = top * picture.width * picture.channels;
      const source = convertDepth(
        picture.samples.subarray(start, start + rows.length),
        rows instanceof Uint8Array ? 8 : 16,
      );
      change += difference(rows, source) / (rows instanceof Uint8Array ? 255 : 65535);
      count += rows.length;
      if (coverages !== null) outside += changedOutside(rows, source, top, picture, coverages);
    },
    report: () => ({
      meanAbsoluteChange: count === 0 ? null : change / count,
      changedOutsideMask: coverages === null ? null : outside,
    }),
  };
}

/** The masks of all stages, or null where there is none or one of them works everywhere. */
function maskedOnly(stages: readonly Stage[]): readonly Coverage[] | null {
  const coverages = stages.map((stage) => stage.coverage).filter((coverage) => coverage !== null);
  return coverages.length === 0 || coverages.length < stages.length ? null : [...new Set(coverages)];
}

function difference(rows: Samples, source: Samples): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i += 1) sum += Math.abs((rows[i] as number) - (source[i] as number));
  return sum;
}

function changedOutside(
  rows: Samples,
  source: Samples,
  top: number,
  { width, channels }: Picture,
  coverages: readonly Coverage[],
): number {
  const pixels = rows.length / channels;
  const covered = new Uint8Array(pixels);
  const values = new Float32Array(pixels);
  for (const coverage of coverages) {
    coverage.readRect({ left: 0, top, width, height: pixels / width }, values);
    for (let i = 0; i < pixels; i += 1) if (values[i] !== 0) covered[i] = 1;
  }
  let changed = 0;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    if (covered[pixel] === 1) continue;
    for (let i = pixel * channels; i < (pixel + 1) * channels; i += 1) {
      if (rows[i] === source[i]) continue;
      changed += 1;
      break;
    }
  }
  return changed;
}
