/** Sends the newest of many values, one at a time: what a slider says while its last value is still on its way. */
export function latestOnly<Value>(send: (value: Value) => Promise<unknown>): (value: Value) => void {
  let waiting: { value: Value } | null = null;
  let busy = false;
  const pump = async (): Promise<void> => {
    busy = true;
    while (waiting !== null) {
      const { value }: { value: Value } = waiting;
      waiting = null;
      await send(value);
    }
    busy = false;
  };
  return (value) => {
    waiting = { value };
    // `send` shows its own failures.
    if (!busy) void pump();
  };
}
