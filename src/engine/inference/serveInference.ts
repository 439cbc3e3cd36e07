import { cancelledError } from '../../shared/base/cancel.ts';
import { AppError, failureOf, toAppError } from '../../shared/base/errors.ts';
import type { ThreadWire } from '../../shared/rpc/transport.ts';
import { mayJoin } from './batches.ts';
import { type Answer, GuardedNetworks } from './guardedNetworks.ts';
import type { InferenceReply, InferenceRequest, InferenceResult, InferenceTask } from './protocol.ts';
import { bundledDevices } from './providers.ts';
import { aboutRuntime } from './session.ts';

interface Queued {
  readonly id: number;
  readonly task: InferenceTask;
}

/**
 * The body of a network thread: does one task after another, in the order in which they came. Its owner, the inference
 * process, has checked what it passes on.
 */
export function serveInference(owner: ThreadWire<InferenceReply, InferenceRequest>): void {
  const queue: Queued[] = [];
  let networks: GuardedNetworks | undefined;
  let busy = false;

  const post = (reply: InferenceReply) => owner.post(reply);

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const batch = [next, ...takeJoining(next)];
      // Every post is awaited: the coming run blocks the thread, and what is not sent by then stays here.
      for (const { id } of batch) await post({ type: 'started', id });
      if (!(await doTogether(batch))) for (const each of batch) await post(await attempt(each));
      // Let cancellations in before the next run blocks the thread.
      await new Promise(setImmediate);
    }
    busy = false;
  }

  /** What waits behind a run and can be done in the same one. */
  function takeJoining({ task }: Queued): readonly Queued[] {
    const most = (networks?.together ?? 1) - 1;
    const end = queue.findIndex((other, place) => place >= most || task.kind !== 'run' || !mayJoin(task, other.task));
    return queue.splice(0, end < 0 ? Math.min(most, queue.length) : end);
  }

  /** False where nothing was done. */
  async function doTogether(batch: readonly Queued[]): Promise<boolean> {
    const begin = performance.now();
    const runs = batch.flatMap(({ id, task }) => (task.kind === 'run' ? [{ id, ...task }] : []));
    const [first] = runs;
    if (networks === undefined || first === undefined || runs.length < 2) return false;
    const answers = await networks.runTogether(
      first.graph,
      runs.map(({ inputs }) => inputs),
    );
    if (answers === null) return false;
    const runMs = (performance.now() - begin) / runs.length;
    for (const [index, { id }] of runs.entries()) {
      await post({ type: 'done', id, result: { kind: 'run', ...(answers[index] as Answer), runMs } });
    }
    return true;
  }

  async function attempt({ id, task }: Queued): Promise<InferenceReply> {
    try {
      if (networks === undefined) throw new AppError('internal', 'Expected "start" first.');
      return { type: 'done', id, result: await perform(task, networks) };
    } catch (thrown) {
      return { type: 'failed', id, failure: failureOf(toAppError(thrown)) };
    }
  }

  async function receive(request: InferenceRequest): Promise<void> {
    if (request.type === 'cancel') {
      const place = queue.findIndex((queued) => queued.id === request.id);
      if (place >= 0) queue.splice(place, 1);
      // Answered even where it is too late: the other end has given up the request anyway.
      if (place >= 0) await post({ type: 'failed', id: request.id, failure: failureOf(cancelledError()) });
    } else if (request.type === 'do') {
      queue.push({ id: request.id, task: request.task });
      await drain();
    } else {
      try {
        const bundled = bundledDevices(aboutRuntime().bundledProviders);
        if (!bundled.includes(request.device)) {
          throw new AppError('usage', `This ONNX Runtime has no '${request.device}', only ${bundled.join(', ')}.`);
        }
        networks = new GuardedNetworks(request);
        await post({ type: 'ready' });
      } catch (thrown) {
        await post({ type: 'refused', failure: failureOf(toAppError(thrown)) });
      }
    }
  }

  // A fault in here is a lost wire or a broken promise of the code: unhandled, it ends the process, and the parent
  // starts another.
  owner.onMessage((request) => void receive(request));
}

async function perform(task: InferenceTask, networks: GuardedNetworks): Promise<InferenceResult> {
  if (task.kind === 'about') {
    const { version, bundledProviders } = aboutRuntime();
    return {
      kind: 'about',
      node: process.versions.node,
      onnxRuntime: version,
      bundledProviders,
      processId: process.pid,
      residentBytes: process.memoryUsage.rss(),
      threads: networks.threads,
    };
  }
  if (task.kind === 'load') {
    const { device, inputs, outputs } = await networks.open(task.graph);
    return { kind: 'load', inputs, outputs, device };
  }
  const begin = performance.now();
  const answer = await networks.run(task.graph, task.inputs);
  return { kind: 'run', ...answer, runMs: performance.now() - begin };
}
