import { AppError } from '../../shared/base/errors.ts';

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
    return new AppError('input-missing', `${file} does not exist. Check the name and the folder.`, { cause });
  }
  if (errno === 'EACCES' || errno === 'EPERM') {
    return new AppError('input-unreadable', `${file} may not be read by you. Change its permissions.`, { cause });
  }
  if (errno === 'ENAMETOOLONG') {
    return new AppError('input-missing', `${file} is a longer name than this computer allows.`, { cause });
  }
  return new AppError('input-unreadable', `${file} could not be read (${wordsOf(cause)}).`, { cause });
}

/** A file whose inside is broken. */
export function damagedError(file: string, format: string, cause: unknown): AppError {
  return new AppError(
    'input-unreadable',
    `${file} is a damaged or incomplete ${format} file (${wordsOf(cause)}). Copy it again from where it came, or use another copy.`,
    { cause },
  );
}

const noSpace = /no space left|disk quota|ENOSPC|EDQUOT/i;

/** A fault on the way to an output: the file system's, or one that libvips reports in words. */
export function outputError(target: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const errno = errnoOf(cause);
  const words = wordsOf(cause);
  if (errno === 'ENOSPC' || errno === 'EDQUOT' || noSpace.test(cause instanceof Error ? cause.message : '')) {
    return new AppError('disk-full', `There is no space left to write ${target}. Free some and try again.`, { cause });
  }
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    return new AppError('output-unwritable', `The folder of ${target} does not exist. Make it or choose another.`, {
      cause,
    });
  }
  if (errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS') {
    return new AppError('output-unwritable', `You may not write ${target}. Choose another folder.`, { cause });
  }
  if (errno === 'ENAMETOOLONG') {
    return new AppError(
      'output-unwritable',
      `${target} is a longer name than this disk allows. Choose a shorter one.`,
      {
        cause,
      },
    );
  }
  return new AppError('output-unwritable', `${target} could not be written (${words}).`, { cause });
}
