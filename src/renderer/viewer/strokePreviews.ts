/** Strokes and shapes that the mask's tiles do not show yet: the one being painted, and finished ones on their way through the engine. */

import type { Shape } from '../../shared/logic/maskShapes.ts';
import type { Stroke } from '../../shared/model/mask.ts';
import type { LiveShape } from './liveShape.ts';
import { type Brush, type LivePatch, LiveStroke, type StrokePlace } from './liveStroke.ts';

interface Shown {
  readonly patch: LivePatch;
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

/** The hand of a tool on the shape it draws. */
export interface ShapeHandle {
  show(shape: Shape): void;
  /** Finishes it: it stays until the mask's tiles show it. */
  end(): void;
  cancel(): void;
}

/** A stroke whose tiles never come is shown no longer than this. */
const longestMs = 60_000;

export class StrokePreviews {
  #shown: Shown[] = [];

  get patches(): readonly LivePatch[] {
    return this.#shown.map(({ patch }) => patch);
  }

  begin(brush: Brush, place: StrokePlace, revision: () => number, changed: () => void): StrokeHandle {
    const stroke = new LiveStroke(brush, place);
    const { finish, drop } = this.#show(stroke, revision, changed);
    return {
      add: (x, y, pressure) => {
        stroke.add(x, y, pressure);
        changed();
      },
      end: () => {
        const finished = stroke.end();
        if (finished === null) drop();
        else finish();
        return finished;
      },
      cancel: drop,
    };
  }

  beginShape(shape: LiveShape, revision: () => number, changed: () => void): ShapeHandle {
    const { finish, drop } = this.#show(shape, revision, changed);
    return {
      show: (now) => {
        shape.show(now);
        changed();
      },
      end: finish,
      cancel: drop,
    };
  }

  #show(
    patch: LivePatch,
    revision: () => number,
    changed: () => void,
  ): { readonly finish: () => void; readonly drop: () => void } {
    const entry: Shown = { patch, finishedIn: null };
    const drop = (): void => {
      this.#shown = this.#shown.filter((shown) => shown !== entry);
      changed();
    };
    this.#shown.push(entry);
    return {
      finish: () => {
        entry.finishedIn = revision();
        setTimeout(drop, longestMs);
        changed();
      },
      drop,
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
