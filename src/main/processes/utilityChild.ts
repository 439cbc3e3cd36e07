import { type UtilityProcess, utilityProcess } from 'electron';
import { frugalMemory } from '../../host/frugalMemory.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';

/** A process of Electron's utility kind with the wire to it. */
export interface UtilityChild extends ChildTransport {
  readonly process: UtilityProcess;
}

/** Starts a built module as a utility process; only after the app is ready. */
export function utilityChild(file: string, name: string, args: readonly string[] = []): UtilityChild {
  const env = { ...process.env, ...frugalMemory };
  const child = utilityProcess.fork(file, [...args], { serviceName: name, stdio: 'inherit', env });
  const closeListeners: ((reason: string) => void)[] = [];
  let goneBecause: string | undefined;
  child.once('exit', (code) => {
    goneBecause = `it ended with status ${code}`;
    for (const listener of closeListeners) listener(goneBecause);
  });
  return {
    process: child,
    get processId() {
      return child.pid;
    },
    async post(message) {
      if (goneBecause !== undefined) throw new Error(`The process is gone: ${goneBecause}.`);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process or a port, not a window
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onClose: (listener) => {
      if (goneBecause === undefined) closeListeners.push(listener);
      else listener(goneBecause);
    },
    close: () => {
      child.kill();
    },
    kill: () => {
      child.kill();
    },
  };
}
