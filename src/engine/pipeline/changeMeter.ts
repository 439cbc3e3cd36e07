import type { Picture, Samples } from '../image/picture.ts';
import type { Coverage } from '../mask/coverage.ts';
import { convertDepth } from './convertDepth.ts';
import type { Stage } from './stage.ts';

/** What a render did to its picture, measured on the samples that were handed out. */
export interface RenderReport {
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
  let outside = 0;
  return {
    measure(rows, top) {
      if (coverages === null) return;
      const start = top * picture.width * picture.channels;
      const source = convertDepth(
        picture.samples.subarray(start, start + rows.length),
        rows instanceof Uint8Array ? 8 : 16,
      );
      outside += changedOutside(rows, source, top, picture, coverages);
    },
    report: () => ({ changedOutsideMask: coverages === null ? null : outside }),
  };
}

/** The masks of all stages, or null where there is none or one of them works everywhere. */
function maskedOnly(stages: readonly Stage[]): readonly Coverage[] | null {
  const coverages = stages.map((stage) => stage.coverage).filter((coverage) => coverage !== null);
  return coverages.length === 0 || coverages.length < stages.length ? null : [...new Set(coverages)];
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
