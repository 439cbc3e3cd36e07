import type { Rect } from '../../shared/base/geometry.ts';
import type { FloatSource } from '../tiling/floatSource.ts';

/** A source that remembers the rectangle read last, for readers of a chain who ask every step of it for the same one. */
export function lastRead(source: FloatSource): FloatSource {
  let last: { readonly rect: Rect; readonly values: Float32Array } | null = null;
  return {
    width: source.width,
    height: source.height,
    async readRect(rect, into, signal) {
      if (last !== null && isSame(last.rect, rect)) return into.set(last.values);
      await source.readRect(rect, into, signal);
      last = { rect, values: into.slice() };
    },
  };
}

function isSame(a: Rect, b: Rect): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
