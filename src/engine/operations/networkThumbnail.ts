import type { ColourSpace } from '../image/colourSpace.ts';
import { areaThumbnail } from '../tiling/areaThumbnail.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { toNetwork } from './networkColour.ts';

/** The whole of a picture as a square of `side` pixels, as networks see it: planes of sRGB, 0..1. */
export async function networkThumbnail(
  source: FloatSource,
  side: number,
  colourSpace: ColourSpace,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const small = await areaThumbnail(source, { width: side, height: side }, signal);
  const planes = new Float32Array(small.length);
  toNetwork(small, planes, colourSpace, new BufferPool(0));
  return planes;
}
