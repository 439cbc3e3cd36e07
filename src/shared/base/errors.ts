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

/** The only error that crosses a boundary between processes or reaches a person. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Any thrown value as an AppError; what nobody expected becomes `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error) return new AppError('internal', thrown.message, { cause: thrown });
  return new AppError('internal', String(thrown));
}
