import { constants } from 'node:buffer';
import { totalmem } from 'node:os';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { InputFormat } from '../../shared/model/image.ts';

/** Pictures of more pixels are refused. */
export const mostPixels = 500_000_000;

/** What a file's header claims. */
export interface ClaimedSize {
  readonly width: number;
  readonly height: number;
  /** Bands, alpha among them. */
  readonly channels: number;
  readonly bytesPerSample: number;
  readonly format: InputFormat;
  readonly fileBytes: number;
}

/** Most pixels that one byte of a file can stand for: the compression's own bound, so that no honest file is refused. */
const pixelsPerByte: Partial<Record<InputFormat, number>> = {
  // Every 8x8 block costs at least one bit for its first coefficient, in each component.
  jpeg: 8 * 64,
  // Deflate packs at most 1032 bytes into one; a pixel may be one bit.
  png: 1032 * 8,
  // A code of 12 bits stands for at most 4096 pixels.
  gif: 4096,
};

/** Memory that a decoded picture may take: half of what the machine or its container has. */
export function defaultMemoryBudget(): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.floor(available / 2);
}

/**
 * Refuses what would not fit, from the header alone and before anything is decoded.
 * @throws AppError `input-too-large`, or `input-unreadable` where the file is too short for the size it claims
 */
export function assertWithinLimits(file: string, claim: ClaimedSize, budgetBytes = defaultMemoryBudget()): void {
  const { width, height } = claim;
  const pixels = width * height;
  if (pixels > mostPixels) {
    throw new AppError(
      'input-too-large',
      sentence('said.inputPixels', { file, width, height, megapixels: megapixels(pixels), most: mostPixels / 1e6 }),
    );
  }
  const bound = pixelsPerByte[claim.format];
  if (bound !== undefined && pixels > claim.fileBytes * bound) {
    throw new AppError(
      'input-unreadable',
      sentence('said.inputBytes', { file, width, height, bytes: claim.fileBytes }),
    );
  }
  const bytes = pixels * claim.channels * claim.bytesPerSample;
  if (bytes > Math.min(budgetBytes, constants.MAX_LENGTH)) {
    throw new AppError(
      'input-too-large',
      sentence('said.inputMemory', {
        file,
        width,
        height,
        needed: mebibytes(bytes),
        most: mebibytes(Math.min(budgetBytes, constants.MAX_LENGTH)),
      }),
    );
  }
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toFixed(0);
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
