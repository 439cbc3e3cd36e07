import type { ChildProcess } from 'node:child_process';

/**
 * Environment in which a Node process stops itself once it has said such words on its standard error: whatever is then
 * done to it meets it there, however slow or fast the machine.
 */
export function stoppingAt(words: RegExp): Readonly<Record<string, string>> {
  const hook = `
    const { stderr } = process;
    const write = stderr.write.bind(stderr);
    stderr.write = (text, ...rest) => {
      const isTaken = write(text, ...rest);
      if (${String(words)}.test(text)) {
        stderr.write = write;
        process.kill(process.pid, 'SIGSTOP');
      }
      return isTaken;
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };
}

/** Lets a process go on that stops itself, and does so until it ends: its words can be heard before it stands. */
export function letGoOn(child: ChildProcess): void {
  const again = setInterval(() => child.kill('SIGCONT'), 20);
  child.once('close', () => clearInterval(again));
}
