import type { ErrorCode } from '../shared/base/errors.ts';

/** The exit codes of the command line; a contract that scripts rely on. */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  inputUnreadable: 3,
  declined: 4,
  inferenceFailed: 5,
  outputUnwritable: 6,
  someFailed: 7,
  /** 128 + SIGINT, as shells expect of an interrupted command. */
  cancelled: 130,
} as const;

const byErrorCode: Readonly<Record<ErrorCode, number>> = {
  internal: exitCodes.internal,
  usage: exitCodes.usage,
  cancelled: exitCodes.cancelled,
  'input-missing': exitCodes.inputUnreadable,
  'input-unreadable': exitCodes.inputUnreadable,
  'input-unsupported': exitCodes.inputUnreadable,
  'input-too-large': exitCodes.inputUnreadable,
  declined: exitCodes.declined,
  'model-missing': exitCodes.inferenceFailed,
  'model-broken': exitCodes.inferenceFailed,
  'inference-failed': exitCodes.inferenceFailed,
  'output-unwritable': exitCodes.outputUnwritable,
  'disk-full': exitCodes.outputUnwritable,
  'connection-lost': exitCodes.internal,
};

/** The exit code that tells a script what kind of failure it was. */
export function exitCodeOf(code: ErrorCode): number {
  return byErrorCode[code];
}

/** The exit code of a run over several inputs: the failure's own code for one input, 7 where some of several failed. */
export function exitCodeOfRun(failures: readonly ErrorCode[], inputs: number): number {
  const first = failures[0];
  if (first === undefined) return exitCodes.done;
  if (failures.includes('cancelled')) return exitCodes.cancelled;
  return inputs === 1 ? exitCodeOf(first) : exitCodes.someFailed;
}
