import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Depth } from '../../shared/model/image.ts';
import type { Picture, RowSource, Samples } from '../image/picture.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { ChangeMeter, RenderReport } from './changeMeter.ts';
import { quantise } from './quantise.ts';

/** A finished picture. The last adjustments and blends run as its rows are read. The owner calls `dispose`. */
export interface RenderedPicture extends RowSource {
  /** At the result's size and depth, or null where the picture is opaque; made when it is asked for. */
  readonly alpha: Samples | null;
  /** Tiles that are done so far. */
  readonly tiles: number;
  /** Those of them that were found clean and left as they are. */
  readonly tilesClean: number;
  /** Settles when all networks are done. */
  readonly networksDone: Promise<void>;
  /** What was measured on the rows read so far; the whole truth once all were. */
  report(): RenderReport;
  /** Frees memory and scratch files. */
  dispose(): Promise<void>;
}

export interface RenderedParts {
  readonly picture: Picture;
  readonly source: FloatSource;
  readonly depth: Depth;
  /** Counts the tiles. */
  readonly clock: { readonly tilesDone: number; readonly tilesClean: number };
  readonly networksDone: Promise<void>;
  readonly meter: ChangeMeter;
  readonly signal: AbortSignal;
  alpha(): Samples | null;
  /** Rows of `source` above `top` will not be read again. */
  release(top: number): Promise<void>;
  dispose(): Promise<void>;
}

const chunkPixels = 256 * 1024;

/** Hands out `source` in whole samples, a few rows in float at a time, measured on the way. */
export function renderedPicture(parts: RenderedParts): RenderedPicture {
  const { source, depth, meter } = parts;
  const { channels, colourSpace } = parts.picture;
  const { width, height } = source;
  const rowsAtOnce = Math.max(1, Math.floor(chunkPixels / width));
  let buffer = new Float32Array(0);
  let handedOut: Samples = new Uint8Array(0);
  return {
    width,
    height,
    channels,
    depth,
    get alpha() {
      return parts.alpha();
    },
    get tiles() {
      return parts.clock.tilesDone;
    },
    get tilesClean() {
      return parts.clock.tilesClean;
    },
    networksDone: parts.networksDone,
    async readRows(top, count) {
      const length = count * width * channels;
      if (handedOut.length < length) handedOut = depth === 8 ? new Uint8Array(length) : new Uint16Array(length);
      const rows = handedOut.subarray(0, length);
      for (let done = 0; done < count; done += rowsAtOnce) {
        throwIfCancelled(parts.signal);
        const rect = { left: 0, top: top + done, width, height: Math.min(rowsAtOnce, count - done) };
        const values = rect.height * width * 3;
        if (buffer.length < values) buffer = new Float32Array(values);
        const chunk = buffer.subarray(0, values);
        await source.readRect(rect, chunk, parts.signal);
        const into = rows.subarray(done * width * channels, (done + rect.height) * width * channels);
        quantise(chunk, channels, into, colourSpace);
        meter.measure(into, rect.top);
      }
      await parts.release(top + count);
      return rows;
    },
    report: () => meter.report(),
    dispose: () => parts.dispose(),
  };
}
