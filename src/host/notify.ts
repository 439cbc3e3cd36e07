import { spawn } from 'node:child_process';

/**
 * Shows a message of the system where there is a program for it (notify-send on Linux, osascript on macOS); without one
 * nothing happens, as the message stands in the terminal as well. Not waited for.
 */
export function notify(title: string, text: string): void {
  const [program, args] =
    process.platform === 'darwin'
      ? [
          'osascript',
          ['-e', 'on run {a, b}', '-e', 'display notification b with title a', '-e', 'end run', title, text],
        ]
      : ['notify-send', ['--app-name=Patina', '--', title, text]];
  if (process.platform === 'win32') return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // There is no such program: the terminal has the message.
  child.on('error', () => undefined);
  child.unref();
}
