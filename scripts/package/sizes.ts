/** What an installer will weigh, and whether that is within the budget. */
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress } from 'node:zlib';
import { filesBelow, type Stage, sizeOf } from './stage.ts';

const million = 1_000_000;
/** What an installer may weigh in bytes: all of it, and Patina's part without Electron. */
export const budget = { installer: 200 * million, own: 40 * million } as const;

export interface Weight {
  readonly part: string;
  readonly files: number;
  /** As installed. */
  readonly bytes: number;
  /** As packed: by xz where that is installed, about as the installers of Windows and Linux do it, else by Brotli in a hurry. */
  readonly packed: number;
}

/** Weighs what was staged, part by part; `electron` is its folder, where it is there. */
export async function weigh({ archive, outside }: Stage, electron: string | null): Promise<Weight[]> {
  const own = [
    ['window and shell', archive],
    ['engine', join(outside, 'out')],
    ['models and sample photo', join(outside, 'resources')],
    ['native modules', join(outside, 'node_modules')],
  ] as const;
  const parts = electron === null ? own : [...own, [electronPart, electron] as const];
  const weights: Weight[] = [];
  for (const [part, folder] of parts) weights.push({ part, ...sizeOf(folder), packed: await packedSize(folder) });
  return weights;
}

/** The weights as lines of text, and a sentence for each part of the budget that is exceeded. */
export function judge(weights: readonly Weight[]): { lines: string[]; faults: string[] } {
  const sum = (parts: readonly Weight[]) => parts.reduce((bytes, { packed }) => bytes + packed, 0);
  const own = sum(weights.filter(({ part }) => part !== electronPart));
  const all = sum(weights);
  const lines = weights.map(
    ({ part, files, bytes, packed }) =>
      `${part.padEnd(24)} ${String(files).padStart(5)} files ${inMillions(bytes)} MB, packed ${inMillions(packed)} MB`,
  );
  const faults = [
    ...(own > budget.own ? [`Patina's own part packs to ${inMillions(own).trim()} MB; at most 40 MB.`] : []),
    ...(all > budget.installer ? [`The installer comes to ${inMillions(all).trim()} MB; at most 200 MB.`] : []),
  ];
  return { lines: [...lines, `${'Patina without Electron'.padEnd(50)} packed ${inMillions(own)} MB`], faults };
}

const electronPart = 'Electron';

function inMillions(bytes: number): string {
  return (bytes / million).toFixed(1).padStart(6);
}

async function packedSize(folder: string): Promise<number> {
  async function* content(): AsyncGenerator<Buffer> {
    for (const file of filesBelow(folder)) yield* createReadStream(join(folder, file)) as AsyncIterable<Buffer>;
  }
  let packed = 0;
  await pipeline(content, packer(), async (output: AsyncIterable<Buffer>) => {
    for await (const chunk of output) packed += chunk.length;
  });
  return packed;
}

function packer(): Duplex {
  if (spawnSync('xz', ['--version']).status === 0) {
    const { stdin, stdout } = spawn('xz', ['-6', '--threads=0', '--stdout'], { stdio: ['pipe', 'pipe', 'inherit'] });
    return Duplex.from({ writable: stdin, readable: stdout });
  }
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS } = constants;
  return createBrotliCompress({
    params: { [BROTLI_PARAM_QUALITY]: 4, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS },
  });
}
