import type { Picture, Samples } from '../image/picture.ts';
import { averageRow } from '../tiling/averageRow.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';

/** A decoded picture as the pipeline's first source: samples over the highest value of their depth; grey three times. */
export function pictureSource(picture: Picture): FloatSource {
  const { samples, channels, width, height } = picture;
  const most = picture.depth === 8 ? 255 : 65535;
  const levels = levelTable(most + 1);
  const rowLength = width * channels;
  return {
    width,
    height,
    ...(channels === 3 && {
      averageRow: (y, means) => averageRow(samples.subarray(y * rowLength, (y + 1) * rowLength), most, means),
    }),
    readRect(rect, into) {
      for (let y = 0; y < rect.height; y += 1) {
        const from = ((rect.top + y) * width + rect.left) * channels;
        const row = samples.subarray(from, from + rect.width * channels);
        const to = y * rect.width * pipelineChannels;
        if (channels === 3) readColour(row, levels, into, to);
        else readGrey(row, levels, into, to);
      }
      return Promise.resolve();
    },
  };
}

// A function for a row, not a loop over the rectangle: called often, it is optimised as a whole after a few rows.
function readColour(row: Samples, levels: Float32Array, into: Float32Array, to: number): void {
  for (let i = 0; i < row.length; i += 1) into[to + i] = levels[row[i] as number] as number;
}

function readGrey(row: Samples, levels: Float32Array, into: Float32Array, to: number): void {
  for (let i = 0, at = to; i < row.length; i += 1, at += pipelineChannels) {
    const value = levels[row[i] as number] as number;
    into[at] = value;
    into[at + 1] = value;
    into[at + 2] = value;
  }
}

function levelTable(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, level) => level / (count - 1));
}
