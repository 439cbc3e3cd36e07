import { type FileHandle, open, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import { publish, removeAbandoned, removeTemporary, temporaryBeside } from '../image/atomicFile.ts';
import { outputError } from '../image/fileErrors.ts';
import { isThere } from '../sidecar/editFolder.ts';
import {
  earlierWorker,
  keyOf,
  type Line,
  mayBeAtWork,
  type PhotoTask,
  parseJournal,
  type ResultLine,
  rowOf,
  self,
} from './journalLine.ts';

/** A journal is made short where it has more lines than this, and so many for each result that is there. */
const [shortEnough, mostPerResult] = [1000, 4];

/**
 * What a batch has done, one line of JSON for each change, on the disk before the next step: who is killed and started
 * again goes on where it was. A result is announced before it is written and appears in one step, so that it is either
 * there, and done, or not begun. One process at a time has it open; it is made short when it is opened, so that years of
 * use leave no more than the results that are there. The owner calls `close`.
 */
export class BatchJournal {
  readonly path: string;
  #file: FileHandle;
  /** Where the results of photos that are done lie. */
  readonly #outputs = new Map<string, string>();

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /**
   * Opens the journal or begins one; clears away what killed processes left beside their results. Throws `usage` where
   * another process has it open or the file is none, `output-unwritable` where it cannot be written.
   */
  static async open(path: string): Promise<BatchJournal> {
    const text = await readFile(path, 'utf8').catch(() => '');
    // Nothing is written into a file that is something else.
    parseJournal(path, text);
    const journal = new BatchJournal(path, await openToAppend(path));
    // A torn last line is left behind on a line of its own.
    if (text !== '' && !text.endsWith('\n')) await journal.#file.appendFile('\n');
    await journal.#add({ kind: 'opened', ...self() });
    const lines = parseJournal(path, await readFile(path, 'utf8'));
    if (await journal.#wasReplaced()) {
      await journal.#file.close();
      return BatchJournal.open(path);
    }
    // Of two that begin at the same moment, the one whose line came first goes on.
    const other = earlierWorker(lines);
    if (other !== null) {
      await journal.close();
      throw new AppError(
        'usage',
        `Another batch (${other}) is at work with ${path}. Wait for it, or name another journal with --journal.`,
      );
    }
    await journal.#takeOver(lines);
    return journal;
  }

  /** Where the result of a photo lies, or null where the photo is to be done: never done, or its result was taken away. */
  async outputOf(task: PhotoTask): Promise<string | null> {
    const output = this.#outputs.get(keyOf(task)) ?? null;
    return output !== null && (await isThere(output)) ? output : null;
  }

  /** Announces where a result will appear. */
  writing(task: PhotoTask, output: string): Promise<void> {
    return this.#add({ kind: 'writing', ...task, output, ...self() });
  }

  async done(task: PhotoTask, output: string, seconds: number): Promise<void> {
    this.#outputs.set(keyOf(task), output);
    await this.#add({ kind: 'done', ...task, output, seconds });
  }

  failed(task: PhotoTask, code: string, message: string): Promise<void> {
    return this.#add({ kind: 'failed', ...task, code, message });
  }

  async close(): Promise<void> {
    await this.#add({ kind: 'closed', ...self() });
    await this.#file.close();
  }

  async #add(line: Line): Promise<void> {
    try {
      await this.#file.appendFile(rowOf(line));
      await this.#file.datasync();
    } catch (cause) {
      throw outputError(this.path, cause);
    }
  }

  /** True where another process has put a shorter journal into the place of the one that was opened. */
  async #wasReplaced(): Promise<boolean> {
    const [mine, there] = await Promise.all([this.#file.stat(), stat(this.path).catch(() => null)]);
    return mine.nlink === 0 && there?.nlink !== 0;
  }

  async #takeOver(lines: readonly Line[]): Promise<void> {
    await clearAway(this.path, lines);
    const known = await resultsIn(lines);
    for (const [key, { output }] of known) this.#outputs.set(key, output);
    if (lines.length <= shortEnough) return;
    const there = await stillThere([...known.values()]);
    if (lines.length > mostPerResult * there.length) await this.#shorten(there);
  }

  /** Puts a journal of these results into its own place in one step. Where that cannot be, the long one goes on. */
  async #shorten(results: readonly ResultLine[]): Promise<void> {
    const opened: Line = { kind: 'opened', ...self() };
    const beside = temporaryBeside(this.path, '.tmp');
    // Windows replaces no file that is open.
    await this.#file.close();
    try {
      await writeFile(beside, [opened, ...results].map(rowOf).join(''), { mode: 0o600, flag: 'wx' });
      await publish(beside, this.path, { overwrite: true });
    } catch {
      // The long journal is whole, and says the same; the next start tries again.
      await removeTemporary(beside);
    } finally {
      this.#file = await openToAppend(this.path);
    }
  }
}

function openToAppend(path: string): Promise<FileHandle> {
  return open(path, 'a', 0o600).catch((cause: unknown) => {
    throw outputError(path, cause);
  });
}

/** What results are known by, by photo and work. One that was announced and is there was finished, whoever was killed before saying so. */
async function resultsIn(lines: readonly Line[]): Promise<Map<string, ResultLine>> {
  const results = new Map<string, ResultLine>();
  const announced = new Map<string, ResultLine>();
  for (const line of lines) {
    if (line.kind === 'opened' || line.kind === 'closed') continue;
    const key = keyOf(line);
    if (line.kind === 'writing') announced.set(key, line);
    else announced.delete(key);
    if (line.kind === 'done') results.set(key, line);
    if (line.kind === 'failed') results.delete(key);
  }
  for (const line of await stillThere([...announced.values()])) results.set(keyOf(line), line);
  return results;
}

async function stillThere(results: readonly ResultLine[]): Promise<ResultLine[]> {
  const found = await Promise.all(results.map(({ output }) => isThere(output)));
  return results.filter((_, index) => found[index]);
}

/** Removes what killed processes left half written: results, and the journal itself. */
async function clearAway(path: string, lines: readonly Line[]): Promise<void> {
  const folders = new Map<number, Set<string>>();
  for (const line of lines) {
    if (line.kind === 'closed') folders.delete(line.process);
    if ((line.kind !== 'opened' && line.kind !== 'writing') || mayBeAtWork(line)) continue;
    const ofProcess = folders.get(line.process) ?? new Set();
    folders.set(line.process, ofProcess.add(dirname(line.kind === 'writing' ? line.output : path)));
  }
  for (const [process, places] of folders) for (const folder of places) await removeAbandoned(folder, process);
}
