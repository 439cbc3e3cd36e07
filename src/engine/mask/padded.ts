import { clamp, type Rect, type Size } from '../../shared/base/geometry.ts';
import type { Field, FieldReader } from './field.ts';

/** Reads a rectangle that may reach over the picture's edge, where the mask goes on as it is on the edge. */
export function readPadded(reader: FieldReader, field: Field, level: number, size: Size, rect: Rect): Float32Array {
  const left = clamp(rect.left, 0, size.width - 1);
  const top = clamp(rect.top, 0, size.height - 1);
  const right = clamp(rect.left + rect.width, left + 1, size.width);
  const bottom = clamp(rect.top + rect.height, top + 1, size.height);
  const inner = { left, top, width: right - left, height: bottom - top };
  const values = new Float32Array(inner.width * inner.height);
  reader.read(field, level, inner, values);
  if (inner.width === rect.width && inner.height === rect.height) return values;
  const padded = new Float32Array(rect.width * rect.height);
  for (let y = 0, to = 0; y < rect.height; y += 1) {
    const row = (clamp(rect.top + y, top, bottom - 1) - top) * inner.width;
    for (let x = 0; x < rect.width; x += 1, to += 1) {
      padded[to] = values[row + clamp(rect.left + x, left, right - 1) - left] as number;
    }
  }
  return padded;
}
