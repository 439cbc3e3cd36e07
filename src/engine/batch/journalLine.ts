import { hostname, uptime } from 'node:os';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { isAlive } from '../cache/isAlive.ts';

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

/** One change of a batch. */
export type Line = z.infer<typeof lineSchema>;
/** A line that a result is known by. */
export type ResultLine = Extract<Line, { kind: 'writing' | 'done' }>;

/** A photo and what is to be done to it. */
export interface PhotoTask {
  /** Tells what is done, so that other work on the same photo has a record of its own. */
  readonly work: string;
  readonly photo: string;
  /** Tells the photo's content. */
  readonly print: string;
}

/** The same for the same photo and work. */
export function keyOf({ work, photo, print }: PhotoTask): string {
  return JSON.stringify([work, photo, print]);
}

/** The process that runs here. */
export function self(): Worker {
  return { process: process.pid, machine: hostname(), booted: bootTime() };
}

function bootTime(): number {
  return Math.round(Date.now() / 1000 - uptime());
}

/** False where the process is known to be gone; one of another machine may be at work. */
export function mayBeAtWork({ process, machine, booted }: Worker): boolean {
  if (machine !== hostname()) return true;
  const isOfThisStart = booted === undefined || Math.abs(booted - bootTime()) < bootToleranceSeconds;
  return isOfThisStart && isAlive(process);
}

/** The row of a line in the file, with its end. */
export function rowOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** The lines of the journal at `path`. Throws `usage` where the text is none. */
export function parseJournal(path: string, text: string): Line[] {
  const lines: Line[] = [];
  const rows = text.split('\n').filter((row) => row !== '');
  for (const row of rows) {
    const line = parseRow(row);
    // A line that was torn by a kill stood for nothing that anybody relied on.
    if (line !== null) lines.push(line);
  }
  if (rows.length > 0 && lines.length === 0) {
    throw new AppError('usage', `${path} is not the journal of a batch. Name another with --journal.`);
  }
  return lines;
}

function parseRow(row: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(row)).data ?? null;
  } catch {
    return null;
  }
}

/** Who had the journal open before this process and still has; null for nobody. */
export function earlierWorker(lines: readonly Line[]): string | null {
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
