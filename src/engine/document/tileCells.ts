import { intersect, type Rect } from '../../shared/base/geometry.ts';
import type { TilePlan } from '../tiling/planTiles.ts';

interface Span {
  readonly start: number;
  readonly length: number;
  /** Columns (or rows) of tiles that these pixels belong to: one, or two where neighbours are feathered. */
  readonly tiles: readonly number[];
}

/** A picture cut where its tiles begin and end: the pixels of a cell are finished together. */
export class TileCells {
  readonly #columns: number;
  readonly #across: readonly Span[];
  readonly #down: readonly Span[];

  constructor(plan: TilePlan) {
    this.#columns = plan.columns;
    const firstRow = plan.tiles.slice(0, plan.columns);
    const firstColumn = plan.tiles.filter((_, index) => index % plan.columns === 0);
    this.#across = spans(firstRow.map(({ output }) => [output.left, output.width]));
    this.#down = spans(firstColumn.map(({ output }) => [output.top, output.height]));
  }

  /** The parts of a rectangle that are finished, or `all` where nothing is missing. */
  finished(rect: Rect, isDone: (tile: number) => boolean): 'all' | readonly Rect[] {
    const parts: Rect[] = [];
    let isWhole = true;
    for (const down of overlapping(this.#down, rect.top, rect.height)) {
      for (const across of overlapping(this.#across, rect.left, rect.width)) {
        const done = down.tiles.every((row) => across.tiles.every((column) => isDone(row * this.#columns + column)));
        if (!done) {
          isWhole = false;
          continue;
        }
        const cell = { left: across.start, top: down.start, width: across.length, height: down.length };
        const part = intersect(cell, rect);
        if (part !== null) parts.push(part);
      }
    }
    return isWhole ? 'all' : parts;
  }
}

function spans(tiles: readonly (readonly [start: number, length: number])[]): Span[] {
  const edges = [...new Set(tiles.flatMap(([start, length]) => [start, start + length]))].sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const owners = tiles.flatMap(([from, length], tile) => (from <= start && from + length >= end ? [tile] : []));
    return { start, length: end - start, tiles: owners };
  });
}

function overlapping(all: readonly Span[], start: number, length: number): Span[] {
  return all.filter((span) => span.start < start + length && span.start + span.length > start);
}
