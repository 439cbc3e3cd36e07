/** True where a process of this machine with this number still runs. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (fault) {
    // Somebody else's process may not be spoken to, but it lives.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}
