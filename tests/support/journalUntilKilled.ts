/**
 * Opens a journal, notes a result, closes it. Before the step on the disk whose number is given it gets the signal that
 * is given, in the middle of the step where that writes.
 */
import { writeSync } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { BatchJournal } from '../../src/engine/batch/batchJournal.ts';

const [path = '', output = '', fatal = '', signal = ''] = process.argv.slice(2);
let steps = 0;

/** How much of what a step writes is written before the signal. */
function halfOf(given: unknown): string {
  return typeof given === 'string' ? given.slice(0, given.length >> 1) : '';
}

/** `method` of `owner`, as one step that the signal may meet; `written` says which argument it writes. */
function watch(owner: object, method: string, written: number | null): void {
  const plain = Reflect.get(owner, method) as (...given: unknown[]) => Promise<unknown>;
  const watched = async function (this: unknown, ...given: unknown[]): Promise<unknown> {
    steps += 1;
    if (steps !== Number(fatal)) return plain.apply(this, given);
    writeSync(1, 'here\n');
    if (signal === 'SIGKILL' && written !== null) {
      await plain.apply(this, given.with(written, halfOf(given[written])));
    }
    process.kill(process.pid, signal);
    return plain.apply(this, given);
  };
  Reflect.set(owner, method, watched);
}

watch(promises, 'rename', null);
watch(promises, 'writeFile', 1);
watch(promises, 'readFile', null);
const { open } = promises;
let isHandleWatched = false;
promises.open = async (...given): Promise<FileHandle> => {
  const handle = await open(...given);
  const prototype: object = Object.getPrototypeOf(handle);
  if (!isHandleWatched) {
    watch(prototype, 'appendFile', 0);
    for (const method of ['datasync', 'sync', 'close', 'stat']) watch(prototype, method, null);
  }
  isHandleWatched = true;
  return handle;
};
syncBuiltinESMExports();

try {
  const journal = await BatchJournal.open(path);
  await journal.done({ work: 'w', photo: 'late.jpg', print: '1' }, output, 1);
  await journal.close();
  writeSync(1, 'done\n');
} catch (thrown) {
  writeSync(1, `${String(thrown)}\n`);
}
