import { MessageChannelMain } from 'electron';
import { behindWindow } from '../../host/processSpawner.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';
import { type UtilityChild, utilityChild } from './utilityChild.ts';

/** Files of the built processes. */
export interface ProcessFiles {
  readonly engine: string;
  readonly inference: string;
}

/**
 * Starts the engine, and inference processes whenever it asks for one: a utility process cannot start another, so the
 * shell starts it and joins the two by a port. They end with the engine.
 */
export function startEngine(files: ProcessFiles): ChildTransport {
  const engine = utilityChild(files.engine, 'Patina engine');
  const inference = new Map<string, UtilityChild>();
  engine.onMessage((message) => {
    const { control, id } = (message ?? {}) as { control?: unknown; id?: unknown };
    if (typeof id !== 'string') return;
    if (control === 'kill-inference') inference.get(id)?.kill();
    if (control !== 'start-inference') return;
    const child = utilityChild(files.inference, 'Patina inference', [behindWindow]);
    inference.set(id, child);
    child.onClose((reason) => {
      inference.delete(id);
      engine.post({ control: 'inference-gone', id, reason }).catch(() => undefined);
    });
    const { port1, port2 } = new MessageChannelMain();
    child.process.postMessage({ control: 'wire' }, [port1]);
    engine.process.postMessage({ control: 'inference-port', id }, [port2]);
  });
  engine.onClose(() => {
    for (const child of inference.values()) child.kill();
  });
  return engine;
}
