import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/base/errors.ts';
import type { GraphFile } from './modelPacks.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/** Opens each graph when it is first used and keeps it; the file is checked against its checksum before that. */
export class GraphLoader {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Rejects with `model-broken`, naming the file and the way out. */
  async open(graph: GraphFile): Promise<Session> {
    const key = `${graph.sha256} ${graph.path}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const model = await readChecked(graph);
    try {
      const session = await openSession(model, this.#options);
      this.#sessions.set(key, session);
      return session;
    } catch (cause) {
      const detail = cause instanceof Error ? ` (${cause.message})` : '';
      throw broken(graph, `is not a network that ONNX Runtime can load${detail}`, cause);
    }
  }
}

async function readChecked(graph: GraphFile): Promise<Uint8Array> {
  let model: Uint8Array;
  try {
    model = await readFile(graph.path);
  } catch (cause) {
    throw broken(graph, 'cannot be read', cause);
  }
  if (model.byteLength !== graph.bytes) {
    throw broken(graph, `is damaged: expected ${graph.bytes} bytes but found ${model.byteLength}`);
  }
  if (createHash('sha256').update(model).digest('hex') !== graph.sha256) {
    throw broken(graph, 'is damaged: its checksum is not the one in its manifest');
  }
  return model;
}

function broken(graph: GraphFile, what: string, cause?: unknown): AppError {
  const sentence = `The model file ${graph.path} ${what}. Reinstall the model pack '${graph.model}'.`;
  return new AppError('model-broken', sentence, { cause });
}
