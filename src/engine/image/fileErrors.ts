import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';

function errnoOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
}

function wordsOf(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n')[0]?.trim() ?? '';
}

/** A fault of the file system on the way to an input. */
export function inputError(file: string, cause: unknown): AppError {
  const errno = errnoOf(cause);
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    return new AppError('input-missing', sentence('said.inputMissing', { file }), { cause });
  }
  if (errno === 'EACCES' || errno === 'EPERM') {
    return new AppError('input-unreadable', sentence('said.inputForbidden', { file }), { cause });
  }
  if (errno === 'ENAMETOOLONG') {
    return new AppError('input-missing', sentence('said.inputNameTooLong', { file }), { cause });
  }
  return new AppError('input-unreadable', sentence('said.inputUnreadable', { file, reason: wordsOf(cause) }), {
    cause,
  });
}

/** A file whose inside is broken. */
export function damagedError(file: string, format: string, cause: unknown): AppError {
  return new AppError('input-unreadable', sentence('said.inputDamaged', { file, format, reason: wordsOf(cause) }), {
    cause,
  });
}

const noSpace = /no space left|disk quota|ENOSPC|EDQUOT/i;

/** A fault on the way to an output: the file system's, or one that libvips reports in words. */
export function outputError(target: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const errno = errnoOf(cause);
  const words = wordsOf(cause);
  if (errno === 'ENOSPC' || errno === 'EDQUOT' || noSpace.test(cause instanceof Error ? cause.message : '')) {
    return new AppError('disk-full', sentence('said.outputNoRoom', { file: target }), { cause });
  }
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    return new AppError('output-unwritable', sentence('said.outputNoFolder', { file: target }), {
      cause,
    });
  }
  if (errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS') {
    return new AppError('output-unwritable', sentence('said.outputForbidden', { file: target }), { cause });
  }
  if (errno === 'ENAMETOOLONG') {
    return new AppError('output-unwritable', sentence('said.outputNameTooLong', { file: target }), {
      cause,
    });
  }
  return new AppError('output-unwritable', sentence('said.outputUnwritable', { file: target, reason: words }), {
    cause,
  });
}
