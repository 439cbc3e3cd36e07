import { type FileHandle, open, readFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { isAlive } from '../cache/isAlive.ts';
import { removeAbandoned } from '../image/atomicFile.ts';
import { outputError } from '../image/fileErrors.ts';
import { isThere } from '../sidecar/editFolder.ts';

const worker = {
  process: z.number().int(),
  machine: z.string(),
  /** When the machine was started, in seconds since 1970: after a restart the same number is another process. */
  booted: z.number().optional(),
};
type Worker = z.infer<z.ZodObject<typeof worker>>;
/** Clocks are set, and seconds are rounded. */
const bootToleranceSeconds = 120;
const taskShape = { work: z.string(), photo: z.string(), print: z.string() };
const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), ...worker }),
  z.strictObject({ kind: z.literal('closed'), ...worker }),
  z.strictObject({ kind: z.literal('writing'), ...taskShape, output: z.string(), ...worker }),
  z.strictObject({ kind: z.literal('done'), ...taskShape, output: z.string(), seconds: z.number() }),
  z.strictObject({ kind: z.literal('failed'), ...taskShape, code: z.string(), message: z.string() }),
]);
type Line = z.infer<typeof lineSchema>;

/** A photo and what is to be done to it. */
export interface PhotoTask {
  /** Tells what is done, so that other work on the same photo has a record of its own. */
  readonly work: string;
  readonly photo: string;
  /** Tells the photo's content. */
  readonly print: string;
}

/**
 * What a batch has done, one line of JSON for each change, on the disk before the next step: who is killed and started
 * again goes on where it was. A result is announced before it is written and appears in one step, so that it is either
 * there, and done, or not begun. One process at a time has it open. The owner calls `close`.
 */
export class BatchJournal {
  readonly path: string;
  readonly #file: FileHandle;
  /** Where the results of photos that are done lie. */
  readonly #outputs: Map<string, string>;

  private constructor(path: string, file: FileHandle, outputs: Map<string, string>) {
    this.path = path;
    this.#file = file;
    this.#outputs = outputs;
  }

  /**
   * Opens the journal or begins one; clears away what killed processes left beside their results. Throws `usage` where
   * another process has it open or the file is none, `output-unwritable` where it cannot be written.
   */
  static async open(path: string): Promise<BatchJournal> {
    const text = await readFile(path, 'utf8').catch(() => '');
    const lines = parse(path, text);
    const file = await open(path, 'a', 0o600).catch((cause: unknown) => {
      throw outputError(path, cause);
    });
    const journal = new BatchJournal(path, file, await readOutputs(lines));
    // A torn last line is left behind on a line of its own.
    if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
    await journal.#add({ kind: 'opened', ...self() });
    // Of two that begin at the same moment, the one whose line came first goes on.
    const other = earlierWorker(parse(path, await readFile(path, 'utf8')));
    if (other === null) return journal;
    await journal.close();
    throw new AppError(
      'usage',
      `Another batch (${other}) is at work with ${path}. Wait for it, or name another journal with --journal.`,
    );
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
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
    } catch (cause) {
      throw outputError(this.path, cause);
    }
  }
}

function self(): Worker {
  return { process: process.pid, machine: hostname(), booted: bootTime() };
}

function bootTime(): number {
  return Math.round(Date.now() / 1000 - uptime());
}

/** False where the process is known to be gone; one of another machine may be at work. */
function mayBeAtWork({ process, machine, booted }: Worker): boolean {
  if (machine !== hostname()) return true;
  const isOfThisStart = booted === undefined || Math.abs(booted - bootTime()) < bootToleranceSeconds;
  return isOfThisStart && isAlive(process);
}

function keyOf({ work, photo, print }: PhotoTask): string {
  return JSON.stringify([work, photo, print]);
}

function parse(path: string, text: string): Line[] {
  const lines: Line[] = [];
  const rows = text.split('\n').filter((row) => row !== '');
  for (const row of rows) {
    const line = parseLine(row);
    // A line that was torn by a kill stood for nothing that anybody relied on.
    if (line !== null) lines.push(line);
  }
  if (rows.length > 0 && lines.length === 0) {
    throw new AppError('usage', `${path} is not the journal of a batch. Name another with --journal.`);
  }
  return lines;
}

function parseLine(row: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(row)).data ?? null;
  } catch {
    return null;
  }
}

/** Who had the journal open before this process and still has; null for nobody. */
function earlierWorker(lines: readonly Line[]): string | null {
  const atWork = new Set<string>();
  for (const line of lines) {
    if (line.kind !== 'opened' && line.kind !== 'closed') continue;
    const isHere = line.machine === hostname();
    const name = `process ${line.process}${isHere ? '' : ` of ${line.machine}`}`;
    if (line.kind === 'closed') atWork.delete(name);
    else if (mayBeAtWork(line)) atWork.add(name);
  }
  const [first] = atWork;
  return first === undefined || first === `process ${process.pid}` ? null : first;
}

/** A result that was announced and is there was finished, whoever was killed before saying so. */
async function readOutputs(lines: readonly Line[]): Promise<Map<string, string>> {
  const outputs = new Map<string, string>();
  const announced = new Map<string, Extract<Line, { kind: 'writing' }>>();
  for (const line of lines) {
    if (line.kind === 'opened' || line.kind === 'closed') continue;
    const key = keyOf(line);
    if (line.kind === 'writing') announced.set(key, line);
    else announced.delete(key);
    if (line.kind === 'done') outputs.set(key, line.output);
    if (line.kind === 'failed') outputs.delete(key);
  }
  for (const [key, { output, ...writer }] of announced) {
    if (await isThere(output)) outputs.set(key, output);
    if (!mayBeAtWork(writer)) await removeAbandoned(dirname(output), writer.process);
  }
  return outputs;
}
