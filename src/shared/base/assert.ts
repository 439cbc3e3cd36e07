/** Makes a switch exhaustive: the compiler complains where a case is missing. */
export function assertNever(value: never, where: string): never {
  throw new Error(`Unexpected value in ${where}: ${JSON.stringify(value)}`);
}

/** States what the code around it relies on; a failure is a fault in Patina, never in its input. */
export function invariant(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Error(`Broken promise of the code: ${reason}`);
}
