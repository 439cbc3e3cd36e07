import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { editEventSchema } from '../../shared/logic/editEvent.ts';
import type { History } from '../../shared/logic/history.ts';
import { type PackedNode, packHistory, unpackHistory } from '../../shared/logic/packHistory.ts';
import { isAlive } from '../cache/isAlive.ts';

const extension = '.journal';
const state = z.number().int().nonnegative();
const headSchema = z.strictObject({ after: z.string() });
const lineSchema = z.strictObject({
  from: state,
  nodes: z.array(
    z.strictObject({
      parent: state.nullable(),
      event: editEventSchema.nullable(),
      gesture: z.string().nullable(),
      next: state.nullable(),
      name: z.string().nullable(),
    }),
  ),
  head: state,
});

/**
 * What happened since the last save of a sidecar, one line for each change, written before the change is answered: when
 * the process is killed, it is there. Every process has one of its own for a photo.
 */
export class Journal {
  readonly #path: string;
  #file: number | null = null;
  #written: History | null = null;

  /** `path` names the photo; the process adds its own number. */
  constructor(path: string) {
    this.#path = `${path}-${process.pid}${extension}`;
  }

  /**
   * Begins anew after a save: `after` names it ('' for none), `saved` is what it holds, `now` what the edit has become
   * meanwhile. Whoever is killed here leaves the old journal or the new one. @throws the file system's error
   */
  begin(after: string, saved: History, now: History): void {
    const beside = `${this.#path}.new`;
    writeFileSync(beside, `${JSON.stringify({ after })}\n${lineOf(now, saved)}`, { mode: 0o600 });
    renameSync(beside, this.#path);
    if (this.#file !== null) closeSync(this.#file);
    this.#file = openSync(this.#path, 'a');
    this.#written = now;
  }

  /** Writes down what changed. @throws the file system's error */
  add(history: History): void {
    if (this.#file === null || history === this.#written) return;
    writeSync(this.#file, lineOf(history, this.#written));
    this.#written = history;
  }

  /** Everything is saved: nothing is left to be told. */
  end(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    rmSync(this.#path, { force: true });
  }
}

function lineOf(history: History, known: History | null): string {
  if (history === known) return '';
  const { from, history: packed } = packHistory(history, known);
  return `${JSON.stringify({ from, ...packed })}\n`;
}

/** What a process that died had not saved; `after` names the save that it goes on from. */
export interface Recovered {
  readonly after: string;
  /** The history, given the one that was saved; null where the journal does not fit to it. */
  readonly onto: (saved: History | null) => History | null;
  readonly forget: () => Promise<void>;
}

/** Journals of a photo whose processes are gone. */
export async function recoverJournals(path: string): Promise<readonly Recovered[]> {
  const prefix = `${basename(path)}-`;
  const names = await readdir(dirname(path)).catch(() => []);
  const found: Recovered[] = [];
  for (const name of names) {
    const own = name.startsWith(prefix) && name.endsWith(extension) ? name.slice(prefix.length, -extension.length) : '';
    if (!/^\d+$/.test(own) || (Number(own) !== process.pid && isAlive(Number(own)))) continue;
    const file = join(dirname(path), name);
    const recovered = readJournal(await readFile(file, 'utf8').catch(() => ''));
    const forget = (): Promise<void> => rm(file, { force: true });
    if (recovered === null) await forget();
    else found.push({ ...recovered, forget });
  }
  return found;
}

function readJournal(text: string): Pick<Recovered, 'after' | 'onto'> | null {
  const [first = '', ...rest] = text.split('\n');
  const head = parse(headSchema, first);
  if (head === null) return null;
  const changes: z.infer<typeof lineSchema>[] = [];
  for (const each of rest) {
    const change = parse(lineSchema, each);
    // The last line may be torn: what it stood for was not answered yet.
    if (change === null) break;
    changes.push(change);
  }
  if (changes.length === 0) return null;
  return { after: head.after, onto: (saved) => applied(saved, changes) };
}

function applied(saved: History | null, changes: readonly z.infer<typeof lineSchema>[]): History | null {
  let nodes: readonly PackedNode[] = saved?.nodes ?? [];
  let head = 0;
  for (const change of changes) {
    if (change.from > nodes.length) return null;
    nodes = [...nodes.slice(0, change.from), ...change.nodes];
    head = change.head;
  }
  try {
    return unpackHistory({ nodes, head });
  } catch {
    // A state without its parent, or a head that is none: the journal does not belong to what was saved.
    return null;
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
