import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { publish, temporaryBeside } from '../../src/engine/image/atomicFile.ts';
import { Queue } from '../../src/engine/queue/queue.ts';
import type { Addition, QueueOptions } from '../../src/engine/queue/queueOptions.ts';
import { cancelledError } from '../../src/shared/base/cancel.ts';
import { AppError } from '../../src/shared/base/errors.ts';
import { sentence } from '../../src/shared/base/sentence.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';

/** A queue whose restoration copies the photo in one step, in a few turns; a photo that says `broken` cannot be read. */
export async function openCopyingQueue(home: string, options: Partial<QueueOptions> = {}) {
  const restored: string[] = [];
  const queue = await Queue.open({
    folder: join(home, 'queue'),
    understand: async (choice) => ({
      treatment: choice.kind === 'usual' ? { kind: 'automatic' } : choice,
      steps: [makeStep('auto', { words: choice.kind === 'instruction' ? choice.text : '' })],
    }),
    plan: async (_photo, steps) => ({ steps }),
    edition: () => '1',
    restore: async ({ photo, place, turn, onProgress }, signal) => {
      await turn(signal);
      const text = await readFile(photo, 'utf8');
      if (text === 'broken') throw new AppError('input-unreadable', sentence('said.inputEmpty', { file: photo }));
      onProgress({ share: 0.5, etaSeconds: 1 });
      const output = await place('jpeg');
      const beside = temporaryBeside(output, '.tmp');
      await writeFile(beside, text);
      await setTimeout(1, null, { signal }).catch(() => {
        throw cancelledError();
      });
      await publish(beside, output, { overwrite: false });
      restored.push(basename(photo));
      return { seconds: { total: 1 } };
    },
    offerDownload: async (name) => ({ path: join(home, `download-${name}`), download: `/downloads/${name}` }),
    onChanged: () => undefined,
    ...options,
  });
  return { queue, restored };
}

/** Adds files or folders to be restored without a word. */
export function addTo(queue: Queue, places: readonly string[], rest: Partial<Addition> = {}) {
  return queue.add({
    places,
    subfolders: false,
    treatment: { kind: 'automatic' },
    results: 'beside',
    hold: false,
    language: 'en',
    ...rest,
  });
}

/** Resolves when nothing waits any more, or everything is held. */
export async function untilStill(queue: Queue): Promise<void> {
  while (queue.state().summary.state === 'running') await setTimeout(2);
}

/** What became of the photos, by their names. */
export function statesOf(queue: Queue): Record<string, string> {
  return Object.fromEntries(queue.state().items.map(({ name, state }) => [name, state]));
}
