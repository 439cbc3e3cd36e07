/** Where the command line writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** One line of result. */
  result(line: string): void;
  /** One line for the person watching. */
  say(line: string): void;
  /** Replaces the line that stands last on a terminal; does nothing elsewhere. */
  sayInPlace(line: string): void;
  /** True where standard error is a terminal that can redraw a line. */
  readonly isInteractive: boolean;
  readonly columns: number;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const isInteractive = stderr.isTTY && process.env['TERM'] !== 'dumb';
  let lineStands = false;
  for (const stream of [stdout, stderr]) {
    // Who read has gone, as `head` does: the work goes on unread.
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
  }
  const endLine = (): void => {
    if (lineStands) stderr.write('\r\u001b[2K');
    lineStands = false;
  };
  return {
    isInteractive,
    get columns() {
      return stderr.columns || 80;
    },
    result(line) {
      endLine();
      stdout.write(`${line}\n`);
    },
    say(line) {
      endLine();
      stderr.write(`${line}\n`);
    },
    sayInPlace(line) {
      if (!isInteractive) return;
      endLine();
      stderr.write(line);
      lineStands = true;
    },
  };
}
