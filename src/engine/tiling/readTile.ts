import type { Rect } from '../../shared/base/geometry.ts';
import type { BufferPool } from './bufferPool.ts';
import { type FloatSource, pipelineChannels } from './floatSource.ts';
import { reflectIndices } from './reflectPad.ts';

/**
 * Reads a rectangle that may reach over the picture's edges, mirrored there, into `into` (width * height * 3).
 * Only pixels that are needed are asked of the source, each once.
 */
export async function readTile(
  source: FloatSource,
  rect: Rect,
  into: Float32Array,
  pool: BufferPool,
  signal?: AbortSignal,
): Promise<void> {
  const inside =
    rect.left >= 0 &&
    rect.top >= 0 &&
    rect.left + rect.width <= source.width &&
    rect.top + rect.height <= source.height;
  if (inside) return source.readRect(rect, into, signal);

  const columns = reflectIndices(rect.left, rect.width, source.width);
  const rows = reflectIndices(rect.top, rect.height, source.height);
  const box = bounds(columns, rows);
  await pool.lend(box.width * box.height * pipelineChannels, async (real) => {
    await source.readRect(box, real, signal);
    spread(real, box, columns, rows, into);
  });
}

function bounds(columns: Int32Array, rows: Int32Array): Rect {
  const [left, right] = range(columns);
  const [top, bottom] = range(rows);
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function range(indices: Int32Array): readonly [number, number] {
  let low = indices[0] ?? 0;
  let high = low;
  for (const index of indices) {
    if (index < low) low = index;
    if (index > high) high = index;
  }
  return [low, high];
}

/** Copies the part inside the picture by rows and the mirrored pixels beside it one by one. */
function spread(real: Float32Array, box: Rect, columns: Int32Array, rows: Int32Array, into: Float32Array): void {
  const [first, end] = risingRun(columns);
  for (let y = 0; y < rows.length; y += 1) {
    const rowStart = (((rows[y] as number) - box.top) * box.width - box.left) * pipelineChannels;
    const to = y * columns.length * pipelineChannels;
    const from = rowStart + (columns[first] as number) * pipelineChannels;
    const inside = real.subarray(from, from + (end - first) * pipelineChannels);
    into.set(inside, to + first * pipelineChannels);
    for (let x = 0; x < columns.length; x += 1) {
      if (x === first) x = end;
      if (x >= columns.length) break;
      const at = rowStart + (columns[x] as number) * pipelineChannels;
      into[to + x * pipelineChannels] = real[at] as number;
      into[to + x * pipelineChannels + 1] = real[at + 1] as number;
      into[to + x * pipelineChannels + 2] = real[at + 2] as number;
    }
  }
}

/** Start and end of the longest run of positions whose indices rise by one. */
function risingRun(indices: Int32Array): readonly [number, number] {
  let best: readonly [number, number] = [0, 1];
  let start = 0;
  for (let x = 1; x <= indices.length; x += 1) {
    if (x < indices.length && indices[x] === (indices[x - 1] as number) + 1) continue;
    if (x - start > best[1] - best[0]) best = [start, x];
    start = x;
  }
  return best;
}
