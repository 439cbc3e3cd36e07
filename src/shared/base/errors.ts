import { inEnglish, type Sentence, sentence } from './sentence.ts';

/**
 * The closed list of things that can go wrong. The code decides the exit status of the command line and the
 * words and ways out that the editor shows; the message says what happened, to which file, and what to do.
 */
export const errorCodes = [
  'internal',
  'usage',
  'cancelled',
  'input-missing',
  'input-unreadable',
  'input-unsupported',
  'input-too-large',
  'declined',
  'model-missing',
  'model-broken',
  'inference-failed',
  'output-unwritable',
  'disk-full',
  'connection-lost',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A fault of the program, or a wrong call of it, is told in English alone: nobody meets it in a window. */
type SaidAbout<Code extends ErrorCode> = Code extends 'internal' | 'usage' ? Sentence | string : Sentence;

/** The only error that crosses a boundary between processes or reaches a person; its message is English. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  /** What windows say in their own language; null where there is only the message. */
  readonly said: Sentence | null;

  constructor(code: Code, said: SaidAbout<Code>, options?: { cause?: unknown }) {
    super(typeof said === 'string' ? said : inEnglish(said), options);
    this.name = 'AppError';
    this.code = code;
    this.said = typeof said === 'string' ? null : said;
  }
}

/** Any thrown value as an AppError; what nobody expected becomes `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error) return new AppError('internal', thrown.message, { cause: thrown });
  return new AppError('internal', String(thrown));
}

/** An error as it crosses a boundary between processes, or is kept on disk. */
export interface Failure {
  code: ErrorCode;
  /** In English. */
  message: string;
  /** Null where there is only the message, or another version of Patina said it. */
  said: Sentence | null;
}

export function failureOf({ code, message, said }: Failure): Failure {
  return { code, message, said };
}

/** The error that another process has met. */
export function errorOf(failure: Failure): AppError {
  return new AppError(failure.code, saidOf(failure));
}

/** What happened, to be said or to be a part of what is said. */
export function saidOf({ message, said }: Pick<Failure, 'message' | 'said'>): Sentence {
  return said ?? sentence('said.asItIs', { text: message });
}
