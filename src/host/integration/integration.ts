import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { desktopFolders } from '../appPaths.ts';
import { readJsonFile, writeJsonFile } from '../jsonFile.ts';
import { linuxFiles } from './linuxFiles.ts';
import { macFiles } from './macWorkflow.ts';
import { type OwnFile, removeOwnFile, stateOf, type WrittenFile, writeOwnFile } from './ownFile.ts';
import { isOnlyOurs, withoutThunarActions, withThunarActions } from './thunarActions.ts';
import type { Verb } from './verbs.ts';
import { menuKeys, registryInstall, registryRemoval } from './windowsRegistry.ts';

const run = promisify(execFile);

const recordSchema = z.strictObject({
  command: z.array(z.string()),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  thunar: z.string().nullable(),
  registry: z.boolean(),
});
type Installed = z.infer<typeof recordSchema>;

/** Where things are on this computer. */
export interface IntegrationPlaces {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The file that remembers what was written. */
  readonly record: string;
}

/** What is installed; files by how they stand now. */
export interface IntegrationStatus {
  readonly command: readonly string[];
  readonly files: readonly { readonly path: string; readonly state: 'ours' | 'changed' | 'gone' }[];
}

/**
 * Gives the file managers of this user the verbs, in place of those of an earlier call. Resolves with the files that
 * were written. Throws `output-unwritable` where a file of somebody else is in the way: then nothing is installed.
 */
export async function installIntegration(
  verbs: readonly Verb[],
  command: readonly string[],
  places: IntegrationPlaces,
): Promise<readonly string[]> {
  await removeIntegration(places);
  const files: WrittenFile[] = [];
  const thunar = thunarFile(places);
  let installed: Installed = { command: [...command], files, thunar: null, registry: false };
  try {
    for (const file of filesFor(verbs, command, places)) files.push(await writeOwnFile(file));
    if (thunar !== null) {
      await editThunar(thunar, (xml) => withThunarActions(xml, verbs, command));
      installed = { ...installed, thunar };
    }
    if (places.platform === 'win32') {
      await importRegistry(registryInstall(verbs, command), places);
      installed = { ...installed, registry: true };
    }
    await writeJsonFile(places.record, installed);
  } catch (fault) {
    await undo(installed, places);
    throw fault;
  }
  return [...files.map(({ path }) => path), ...(thunar === null ? [] : [thunar])];
}

/** Takes away what was installed and nothing else; resolves with the files that stay because somebody changed them. */
export async function removeIntegration(places: IntegrationPlaces): Promise<readonly string[]> {
  const installed = await readRecord(places);
  if (installed === null) {
    if (await isInRegistry(places)) await importRegistry(registryRemoval(), places);
    return [];
  }
  const kept = await undo(installed, places);
  await rm(places.record, { force: true });
  return kept;
}

/** True where the verbs are there, by our own hand or by that of the Windows installer. */
export async function isIntegrated(places: IntegrationPlaces): Promise<boolean> {
  return (await readRecord(places)) !== null || isInRegistry(places);
}

/** What is installed by our own hand, or null. */
export async function integrationStatus(places: IntegrationPlaces): Promise<IntegrationStatus | null> {
  const installed = await readRecord(places);
  if (installed === null) return null;
  const files = await Promise.all(
    installed.files.map(async (file) => ({ path: file.path, state: await stateOf(file) })),
  );
  return { command: installed.command, files };
}

async function undo({ files, thunar, registry }: Installed, places: IntegrationPlaces): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const file of files) if (!(await removeOwnFile(file))) kept.push(file.path);
  if (thunar !== null) await editThunar(thunar, withoutThunarActions);
  if (registry) await importRegistry(registryRemoval(), places);
  return kept;
}

function filesFor(verbs: readonly Verb[], command: readonly string[], places: IntegrationPlaces): OwnFile[] {
  const { platform, home, environment } = places;
  if (platform === 'win32') return [];
  if (platform === 'darwin') return macFiles(verbs, command, join(home, 'Library', 'Services'));
  return linuxFiles(verbs, command, desktopFolders(environment, home).data);
}

function thunarFile({ platform, home, environment }: IntegrationPlaces): string | null {
  if (platform === 'win32' || platform === 'darwin') return null;
  return join(desktopFolders(environment, home).config, 'Thunar', 'uca.xml');
}

/** Changes the user's file; one that holds nothing but what `change` left of ours is removed. */
async function editThunar(file: string, change: (xml: string) => string | null): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const after = change(before);
  if (after === null) {
    throw new AppError('output-unwritable', sentence('said.thunarBroken', { file }));
  }
  if (after === before) return;
  if (isOnlyOurs(after) && withoutThunarActions(after) === after) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, after, { flush: true });
}

async function isInRegistry({ platform }: IntegrationPlaces): Promise<boolean> {
  if (platform !== 'win32') return false;
  const [key = ''] = menuKeys();
  return run('reg', ['query', `HKCU\\${key}`]).then(
    () => true,
    // The answer of `reg` where there is no such key.
    () => false,
  );
}

async function importRegistry(text: string, { record }: IntegrationPlaces): Promise<void> {
  const file = `${record}.reg`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.from(text, 'utf16le'));
  try {
    await run('reg', ['import', file]);
  } catch (cause) {
    throw new AppError('output-unwritable', sentence('said.registryRefused'), { cause });
  } finally {
    await rm(file, { force: true });
  }
}

async function readRecord({ record }: IntegrationPlaces): Promise<Installed | null> {
  const stored = await readJsonFile(record);
  return recordSchema.safeParse(stored).data ?? null;
}
