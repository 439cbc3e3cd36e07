import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { DeviceName } from '../ports.ts';
import { lacksHalf } from './lacksHalf.ts';
import type { GraphFile } from './modelPacks.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/**
 * Opens each graph when it is first used and keeps it; the file is checked against its checksum before that. In half
 * precision it is the graph's other file, where the pack has one.
 */
export class GraphLoader {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Rejects with `model-broken`, naming the file and the way out. */
  async open(asked: GraphFile): Promise<Session> {
    const graph = this.#options.precision === 'half' && asked.half !== null ? { ...asked, ...asked.half } : asked;
    const key = `${graph.sha256} ${graph.path}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const model = await readChecked(graph);
    try {
      const session = await openSession(model, this.#options);
      this.#sessions.set(key, session);
      return session;
    } catch (cause) {
      if (this.#options.device !== 'cpu') throw cannotTake(this.#options.device, graph, cause);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw broken(sentence('said.modelFileForeign', { ...placeOf(graph), reason }), cause);
    }
  }
}

/** A device that is not there, or has no room, is no fault of the file. */
function cannotTake(device: DeviceName, { model, graph }: GraphFile, cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const why = /no supported adapter|failed to get a webgpu adapter/i.test(detail)
    ? sentence('said.deviceNoAdapter', { device })
    : lacksHalf(cause)
      ? sentence('said.deviceNoHalf')
      : sentence('said.deviceCannotLoad', { graph, model, device, reason: detail });
  return new AppError('inference-failed', why, { cause });
}

async function readChecked(graph: GraphFile): Promise<Uint8Array> {
  let model: Uint8Array;
  try {
    model = await readFile(graph.path);
  } catch (cause) {
    throw broken(sentence('said.modelFileUnreadable', placeOf(graph)), cause);
  }
  if (model.byteLength !== graph.bytes) {
    const lengths = { expected: graph.bytes, found: model.byteLength };
    throw broken(sentence('said.modelFileLength', { ...placeOf(graph), ...lengths }));
  }
  if (createHash('sha256').update(model).digest('hex') !== graph.sha256) {
    throw broken(sentence('said.modelFileChecksum', placeOf(graph)));
  }
  return model;
}

function placeOf({ path, model }: GraphFile): { readonly file: string; readonly model: string } {
  return { file: path, model };
}

function broken(said: Sentence, cause?: unknown): AppError {
  return new AppError('model-broken', said, { cause });
}
