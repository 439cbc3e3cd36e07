import type { Depth } from '../../shared/model/image.ts';
import type { Samples } from '../image/picture.ts';

/** Samples at another depth, the full range onto the full range (255 to 65535), to the nearest. */
export function convertDepth(samples: Samples, depth: Depth): Samples {
  const from = samples instanceof Uint8Array ? 8 : 16;
  if (from === depth) return samples;
  return depth === 16 ? Uint16Array.from(samples, (level) => level * 257) : Uint8Array.from(samples, to8);
}

function to8(level: number): number {
  return Math.round(level / 257);
}
