import type { Picture } from '../image/picture.ts';
import type { FloatSource } from '../tiling/floatSource.ts';

/** A decoded picture as the pipeline's first source: samples over the highest value of their depth; grey three times. */
export function pictureSource(picture: Picture): FloatSource {
  const { samples, channels, width, height } = picture;
  const levels = levelTable(picture.depth === 8 ? 256 : 65536);
  return {
    width,
    height,
    readRect(rect, into) {
      for (let y = 0, to = 0; y < rect.height; y += 1) {
        const from = ((rect.top + y) * width + rect.left) * channels;
        const end = from + rect.width * channels;
        if (channels === 3) {
          for (let i = from; i < end; i += 1, to += 1) into[to] = levels[samples[i] as number] as number;
        } else {
          for (let i = from; i < end; i += 1, to += 3) {
            const value = levels[samples[i] as number] as number;
            into[to] = value;
            into[to + 1] = value;
            into[to + 2] = value;
          }
        }
      }
      return Promise.resolve();
    },
  };
}

function levelTable(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, level) => level / (count - 1));
}
