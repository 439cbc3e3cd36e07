/** Entry point of a thread in which networks run; a run blocks it, and nothing else. */
import { parentPort } from 'node:worker_threads';
import { serveInference } from '../engine/inference/serveInference.ts';
import { invariant } from '../shared/base/assert.ts';
import { threadWire } from './threadWire.ts';

invariant(parentPort !== null, 'a network thread is started by the inference process');
serveInference(threadWire(parentPort));
