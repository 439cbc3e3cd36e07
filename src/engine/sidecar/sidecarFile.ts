import { open, readFile, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { type Sidecar, sidecarSchema } from '../../shared/logic/sidecar.ts';
import { publish, removeTemporary, temporaryBeside } from '../image/atomicFile.ts';
import { outputError } from '../image/fileErrors.ts';

export const sidecarExtension = '.patina';
const mostBytes = 256 * 1024 * 1024;
/** Of what is written; a new one gets a fixture that is read for ever. */
export const currentVersion = 1;

/** What a file that calls itself a sidecar turned out to be. */
export type FoundSidecar =
  | { readonly state: 'missing' }
  | { readonly state: 'good'; readonly sidecar: Sidecar }
  /** Written by a later Patina: it must not be overwritten. */
  | { readonly state: 'newer' }
  | { readonly state: 'damaged'; readonly reason: string };

/** Reads a sidecar of any version that was ever written. @throws AppError `input-unreadable` */
export async function readSidecar(path: string): Promise<FoundSidecar> {
  let text: string;
  try {
    if ((await stat(path)).size > mostBytes) return { state: 'damaged', reason: 'It is too large to be an edit.' };
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
      return { state: 'missing' };
    }
    throw new AppError('input-unreadable', sentence('said.editUnreadable', { file: path }), { cause });
  }
  return parseSidecar(text);
}

/** The sidecar in a text. */
export function parseSidecar(text: string): FoundSidecar {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { state: 'damaged', reason: 'It is not JSON.' };
  }
  const version = z.object({ patina: z.literal('sidecar'), version: z.number().int() }).safeParse(value);
  if (version.success && version.data.version > currentVersion) return { state: 'newer' };
  const parsed = sidecarSchema.safeParse(value);
  if (parsed.success) return { state: 'good', sidecar: parsed.data };
  const [issue] = parsed.error.issues;
  return { state: 'damaged', reason: `At ${issue?.path.join('.') ?? 'its beginning'}: ${issue?.message ?? ''}` };
}

/** Writes a sidecar: whoever reads sees the old one or the new one. @throws AppError `disk-full`, `output-unwritable` */
export async function writeSidecar(path: string, sidecar: Sidecar): Promise<void> {
  const temporary = temporaryBeside(path, sidecarExtension);
  try {
    await writeFile(temporary, `${JSON.stringify(sidecar)}\n`, { mode: 0o644 });
    await publish(temporary, path, { overwrite: true });
  } catch (cause) {
    await removeTemporary(temporary);
    throw outputError(path, cause);
  }
}

/** True where a file could be made in a folder: it is tried, for permissions alone do not tell on every disk. */
export async function canWriteBeside(path: string): Promise<boolean> {
  const trial = temporaryBeside(path, sidecarExtension);
  try {
    await (await open(trial, 'wx')).close();
    return true;
  } catch {
    return false;
  } finally {
    await removeTemporary(trial);
  }
}
