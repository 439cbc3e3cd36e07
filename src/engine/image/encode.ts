import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Depth, Kept } from '../../shared/model/image.ts';
import { abortable } from './abortable.ts';
import { addMetadata } from './addMetadata.ts';
import { alphaRows } from './alphaRows.ts';
import { assertMayWrite, publish, removeTemporary, temporaryBeside } from './atomicFile.ts';
import { encoderFor } from './encoders.ts';
import { withFile } from './fileEdits.ts';
import { outputError } from './fileErrors.ts';
import { depthFor, formats } from './formats.ts';
import { outputMetadata } from './outputMetadata.ts';
import type { Picture, RowSource } from './picture.ts';
import { readKept } from './readKept.ts';
import { writeVipsFile } from './vipsFile.ts';
import type { WriteOptions } from './writeOptions.ts';

/**
 * Writes a finished picture: rows to a scratch file beside the target, encoded from there by libvips, metadata put in
 * byte for byte, flushed and given its name in one step. The colours are written as they are, in the source's profile.
 * @param source lends profile, metadata and alpha; alpha is enlarged where the rows are larger
 * @returns what really stands in the written file, read back from it
 * @throws AppError `usage`, `output-unwritable`, `disk-full`, `cancelled`
 */
export async function writePicture(
  target: string,
  rows: RowSource,
  source: Picture,
  options: WriteOptions,
  signal?: AbortSignal,
): Promise<Kept> {
  throwIfCancelled(signal);
  const depth = options.depth ?? depthFor(options.format, source.depth);
  assertFormatHolds(target, rows, source, options, depth);
  await assertMayWrite(target, options);
  const { metadata, notes } = outputMetadata(
    source.metadata,
    options.format,
    rows,
    rows.channels,
    options.stripLocation ?? false,
  );
  const alpha = source.alpha === null ? null : alphaRows(source.alpha, source, rows);
  const scratch = temporaryBeside(target, '.v');
  const encoded = temporaryBeside(target, '.tmp');
  const finished = temporaryBeside(target, '.tmp');
  const work: Promise<unknown>[] = [];
  const cleanUp = async () => {
    await Promise.allSettled(work);
    await Promise.all([scratch, encoded, finished].map(removeTemporary));
  };
  try {
    const plan = encoderFor(rows, source, options, depth, metadata);
    await withFile(scratch, 'wx', (to) => writeVipsFile(to, { ...plan, rows, alpha }, signal));
    work.push(plan.encode(scratch).toFile(encoded));
    await abortable(Promise.all(work), signal);
    await removeTemporary(scratch);
    const result = await addMetadata(encoded, finished, options.format, metadata, rows);
    throwIfCancelled(signal);
    const kept = await readKept(result, source, metadata);
    await publish(result, target, options);
    for (const words of notes) options.note?.(words);
    return kept;
  } catch (fault) {
    throw outputError(target, fault);
  } finally {
    // Native work cannot be stopped; a cancelled caller gets its answer now and the files go when that work ends.
    if (signal?.aborted) void cleanUp();
    else await cleanUp();
  }
}

function assertFormatHolds(
  target: string,
  rows: RowSource,
  source: Picture,
  options: WriteOptions,
  depth: Depth,
): void {
  const ability = formats[options.format];
  if (!ability.depths.includes(depth)) {
    throw new AppError('usage', sentence('said.outputDepth', { format: ability.name, depth, file: target }));
  }
  if (Math.max(rows.width, rows.height) > ability.longestSide) {
    throw new AppError(
      'usage',
      sentence('said.outputSize', {
        format: ability.name,
        longest: ability.longestSide,
        width: rows.width,
        height: rows.height,
        file: target,
      }),
    );
  }
  const isOpaque = source.alpha === null || ability.alpha || options.flatten;
  if (!isOpaque && isTransparent(source)) {
    throw new AppError('usage', sentence('said.outputAlpha', { format: ability.name, file: target }));
  }
}

/** True where alpha hides anything at all; many files carry an alpha channel that is opaque throughout. */
function isTransparent({ alpha, depth }: Picture): boolean {
  const opaque = depth === 16 ? 65535 : 255;
  return alpha?.some((value) => value !== opaque) ?? false;
}
