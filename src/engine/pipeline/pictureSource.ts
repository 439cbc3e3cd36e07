import type { Rect } from '../../shared/base/geometry.ts';
import type { Picture, Samples } from '../image/picture.ts';
import { blendSamples } from '../operations/blend.ts';
import { averageRow } from '../tiling/averageRow.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';

/** A decoded picture as the pipeline's first source: samples over the highest value of their depth; grey three times. */
export function pictureSource(picture: Picture): FloatSource {
  const { samples, channels, width, height } = picture;
  const most = picture.depth === 8 ? 255 : 65535;
  // Multiplied with instead of divided by: in 32 bits the same for every sample, and several times as fast.
  const share = 1 / most;
  const rowLength = width * channels;
  const rowOf = (rect: Rect, y: number): Samples => {
    const from = ((rect.top + y) * width + rect.left) * channels;
    return samples.subarray(from, from + rect.width * channels);
  };
  return {
    width,
    height,
    ...(channels === 3 && {
      averageRow: (y: number, means: Float64Array) =>
        averageRow(samples.subarray(y * rowLength, (y + 1) * rowLength), most, means),
      blendUnder(rect: Rect, result: Float32Array, strength: number) {
        for (let y = 0; y < rect.height; y += 1) {
          blendSamples(rowOf(rect, y), share, result, y * rect.width * pipelineChannels, strength);
        }
      },
    }),
    readRect(rect, into) {
      for (let y = 0; y < rect.height; y += 1) {
        const row = rowOf(rect, y);
        const to = y * rect.width * pipelineChannels;
        if (channels === 3) readColour(row, share, into, to);
        else readGrey(row, share, into, to);
      }
      return Promise.resolve();
    },
  };
}

// A function for a row, not a loop over the rectangle: called often, it is optimised as a whole after a few rows. A
// pixel at a time: whether an array is still there is then looked up once for three values.
function readColour(row: Samples, share: number, into: Float32Array, to: number): void {
  for (let i = 0, at = to; i < row.length; i += 3, at += 3) {
    const red = (row[i] as number) * share;
    const green = (row[i + 1] as number) * share;
    const blue = (row[i + 2] as number) * share;
    into[at] = red;
    into[at + 1] = green;
    into[at + 2] = blue;
  }
}

function readGrey(row: Samples, share: number, into: Float32Array, to: number): void {
  for (let i = 0, at = to; i < row.length; i += 1, at += pipelineChannels) {
    const value = (row[i] as number) * share;
    into[at] = value;
    into[at + 1] = value;
    into[at + 2] = value;
  }
}
