import type { Size } from '../../shared/base/geometry.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';

/**
 * A picture made smaller: every pixel is the mean of the area that it stands for, pixels on a border counted by the
 * part that lies inside. `size` must not be larger than the source.
 */
export function scaledSource(source: FloatSource, size: Size): FloatSource {
  if (size.width === source.width && size.height === source.height) return source;
  const stepX = source.width / size.width;
  const stepY = source.height / size.height;
  return {
    ...size,
    async readRect(rect, into, signal) {
      const left = Math.floor(rect.left * stepX + 1e-9);
      const right = Math.min(source.width, Math.ceil((rect.left + rect.width) * stepX - 1e-9));
      const width = right - left;
      for (let y = 0; y < rect.height; y += 1) {
        const from = (rect.top + y) * stepY;
        const to = Math.min(source.height, from + stepY);
        const top = Math.floor(from + 1e-9);
        const height = Math.min(source.height, Math.ceil(to - 1e-9)) - top;
        const values = new Float32Array(width * height * pipelineChannels);
        await source.readRect({ left, top, width, height }, values, signal);
        const row = meanRow(values, width, height, (line) => overlap(top + line, from, to) / stepY);
        for (let x = 0; x < rect.width; x += 1) {
          const start = (rect.left + x) * stepX;
          putMean(
            row,
            left,
            start,
            Math.min(source.width, start + stepX),
            into,
            (y * rect.width + x) * pipelineChannels,
          );
        }
      }
    },
  };
}

/** The size of a picture whose longest side is at most `longSide`; its own where it is smaller or nothing is asked. */
export function fittedSize(size: Size, longSide: number | null): Size {
  const longest = Math.max(size.width, size.height);
  if (longSide === null || longSide >= longest) return { width: size.width, height: size.height };
  const factor = longSide / longest;
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  };
}

function overlap(pixel: number, from: number, to: number): number {
  return Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
}

function meanRow(values: Float32Array, width: number, height: number, weight: (line: number) => number): Float64Array {
  const length = width * pipelineChannels;
  const row = new Float64Array(length);
  for (let line = 0; line < height; line += 1) {
    const share = weight(line);
    const at = line * length;
    for (let i = 0; i < length; i += 1) row[i] = (row[i] as number) + share * (values[at + i] as number);
  }
  return row;
}

function putMean(row: Float64Array, left: number, from: number, to: number, into: Float32Array, at: number): void {
  let [red, green, blue] = [0, 0, 0];
  const last = Math.ceil(to - 1e-9);
  for (let x = Math.floor(from + 1e-9); x < last; x += 1) {
    const share = overlap(x, from, to);
    const i = (x - left) * pipelineChannels;
    red += share * (row[i] as number);
    green += share * (row[i + 1] as number);
    blue += share * (row[i + 2] as number);
  }
  into[at] = red / (to - from);
  into[at + 1] = green / (to - from);
  into[at + 2] = blue / (to - from);
}
