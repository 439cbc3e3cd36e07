/** Strokes that the mask's tiles do not show yet: the one being painted, and finished ones on their way through the engine. */
import type { Stroke } from '../../shared/model/mask.ts';
import { type Brush, LiveStroke, type StrokePlace } from './liveStroke.ts';

interface Shown {
  readonly stroke: LiveStroke;
  /** The revision in which it was finished; null while it is painted. */
  finishedIn: number | null;
}

/** The hand of a tool on the stroke it paints. */
export interface StrokeHandle {
  /** Adds a point in source pixels with a pressure of 0 to 1. */
  add(x: number, y: number, pressure: number): void;
  /** Finishes it; null where no point was added. */
  end(): Stroke | null;
  /** Takes it back, also after its end. */
  cancel(): void;
}

/** A stroke whose tiles never come is shown no longer than this. */
const longestMs = 60_000;

export class StrokePreviews {
  #shown: Shown[] = [];

  get strokes(): readonly LiveStroke[] {
    return this.#shown.map(({ stroke }) => stroke);
  }

  begin(brush: Brush, place: StrokePlace, revision: () => number, changed: () => void): StrokeHandle {
    const entry: Shown = { stroke: new LiveStroke(brush, place), finishedIn: null };
    const drop = (): void => {
      this.#shown = this.#shown.filter((shown) => shown !== entry);
      changed();
    };
    this.#shown.push(entry);
    return {
      add: (x, y, pressure) => {
        entry.stroke.add(x, y, pressure);
        changed();
      },
      end: () => {
        const stroke = entry.stroke.end();
        entry.finishedIn = revision();
        setTimeout(drop, longestMs);
        if (stroke === null) drop();
        else changed();
        return stroke;
      },
      cancel: drop,
    };
  }

  /** Drops what the mask's tiles show by now: finished strokes of an older revision, once all visible tiles are fresh. */
  settle(revision: number, isMaskFresh: boolean): boolean {
    if (!isMaskFresh) return false;
    const before = this.#shown.length;
    this.#shown = this.#shown.filter(({ finishedIn }) => finishedIn === null || finishedIn >= revision);
    return this.#shown.length < before;
  }

  /** Drops finished strokes, e.g. because another mask is looked at. */
  dropFinished(): void {
    this.#shown = this.#shown.filter(({ finishedIn }) => finishedIn === null);
  }

  clear(): void {
    this.#shown = [];
  }
}
