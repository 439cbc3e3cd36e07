import { invariant } from '../../shared/base/assert.ts';
import type { ThreadWire } from '../../shared/rpc/transport.ts';
import { type InferenceReply, type InferenceRequest, parseRequest, type StartMessage } from './protocol.ts';

/** A thread that runs networks, and the ids of what it has to do: for the engine, and to be ready for it. */
interface NetworkThread {
  readonly wire: ThreadWire<InferenceRequest, InferenceReply>;
  readonly tasks: Set<number>;
  readonly preparations: Set<number>;
}

export interface NetworkThreadsOptions {
  /** Starts a thread that runs `serveInference`. */
  readonly start: () => ThreadWire<InferenceRequest, InferenceReply>;
  /** Tells the engine. */
  readonly reply: (reply: InferenceReply) => void;
}

type Do = Extract<InferenceRequest, { type: 'do' }>;

/**
 * Shares the work of an inference process out among threads, each with its own networks. On a processor several tiles
 * at a time, each with few cores, are done sooner than one after the other with all of them: the cores of one run wait for
 * each other after every layer. The first thread does all that is not a tile. Others, as many as the start message
 * allows, are started as soon as a graph of tiles is loaded, and load it too: at the same time as the first one does.
 */
export class NetworkThreads {
  readonly #options: NetworkThreadsOptions;
  readonly #threads: NetworkThread[] = [];
  #setup: StartMessage | undefined;

  constructor(options: NetworkThreadsOptions) {
    this.#options = options;
  }

  /** A request of the engine; throws `internal` on anything else. */
  receive(message: unknown): void {
    const request = parseRequest(message);
    if (request.type === 'start') {
      this.#setup = request;
      this.#open(request);
    } else if (request.type === 'cancel') {
      void this.#threads.find(({ tasks }) => tasks.has(request.id))?.wire.post(request);
    } else {
      const thread = this.#threadFor(request);
      thread.tasks.add(request.id);
      void thread.wire.post(request);
      if (request.task.kind === 'load' && request.task.graph.tiled !== null) this.#prepareOthers(request);
    }
  }

  #prepareOthers(load: Do): void {
    invariant(this.#setup !== undefined, 'a process is set up before it has work');
    while (this.#threads.length < this.#setup.atATime) this.#open(this.#setup);
    for (const { wire, preparations } of this.#threads.slice(1)) {
      preparations.add(load.id);
      void wire.post(load);
    }
  }

  #threadFor({ task }: Do): NetworkThread {
    const [first] = this.#threads;
    invariant(first !== undefined && this.#setup !== undefined, 'a process is set up before it has work');
    if (task.kind !== 'run' || task.graph.tiled === null) return first;
    const idle = this.#threads.find(({ tasks }) => tasks.size === 0);
    if (idle !== undefined) return idle;
    if (this.#threads.length < this.#setup.atATime) return this.#open(this.#setup);
    return this.#threads.reduce((least, thread) => (thread.tasks.size < least.tasks.size ? thread : least), first);
  }

  #open(setup: StartMessage): NetworkThread {
    const isFirst = this.#threads.length === 0;
    const wire = this.#options.start();
    const thread: NetworkThread = { wire, tasks: new Set(), preparations: new Set() };
    this.#threads.push(thread);
    wire.onMessage((reply) => {
      const isEnd = reply.type === 'done' || reply.type === 'failed';
      if ('id' in reply && thread.preparations.has(reply.id)) {
        // How it went the first thread says, or the first tile that is run here.
        if (isEnd) thread.preparations.delete(reply.id);
        return;
      }
      if (isEnd) thread.tasks.delete(reply.id);
      // That the others can serve is known: they are set up as the first one is.
      if (isFirst || 'id' in reply) this.#options.reply(reply);
    });
    void wire.post(setup);
    return thread;
  }
}
