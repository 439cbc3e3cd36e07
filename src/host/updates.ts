import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';

/** A version that is newer than the one that runs. */
export interface NewerVersion {
  readonly version: string;
  /** Where its installers are. */
  readonly address: string;
}

/** What electron-builder calls the announcement of a platform's newest version. */
const announcements: Readonly<Record<string, string>> = {
  win32: 'latest.yml',
  darwin: 'latest-mac.yml',
  linux: 'latest-linux.yml',
};
const patienceMs = 20_000;
const mostBytes = 100_000;

/**
 * The address that was given for newer versions when the program was packaged; null where none was, and then Patina has
 * nothing to ask. @param resources folder of the packaged program's resources
 */
export async function updateFeed(resources: string): Promise<string | null> {
  const text = await readFile(join(resources, 'app-update.yml'), 'utf8').catch(() => '');
  return valueOf(text, 'url');
}

/**
 * Asks the feed, once, for its newest version: that version where it is newer than `own`, else null. Sends nothing but the
 * request. Rejects with `connection-lost` where there is no answer that can be understood.
 */
export async function newerVersion(
  feed: string,
  own: string,
  platform: NodeJS.Platform = process.platform,
): Promise<NewerVersion | null> {
  const address = `${feed.replace(/\/$/, '')}/${announcements[platform] ?? announcements['linux']}`;
  const version = await announced(address);
  return isNewer(version, own) ? { version, address: feed } : null;
}

async function announced(address: string): Promise<string> {
  const failed = (cause?: unknown) =>
    new AppError('connection-lost', sentence('said.noUpdateAnswer', { address }), { cause });
  let text: string;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    if (!answer.ok) throw new Error(`The feed answered ${answer.status}`);
    text = (await answer.text()).slice(0, mostBytes);
  } catch (cause) {
    throw failed(cause);
  }
  const version = valueOf(text, 'version');
  if (version === null || parts(version) === null) throw failed();
  return version;
}

/** True where `version` is newer than `own`, both of the form 1.2.3. */
function isNewer(version: string, own: string): boolean {
  const [theirs, ours] = [parts(version) ?? [], parts(own) ?? []];
  const differs = theirs.findIndex((part, i) => part !== ours[i]);
  return differs >= 0 && (theirs[differs] ?? 0) > (ours[differs] ?? 0);
}

function parts(version: string): number[] | null {
  return /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : null;
}

/** A plain value of a YAML file's first level. */
function valueOf(text: string, key: string): string | null {
  const found = new RegExp(`^${key}: *(['"]?)(.+?)\\1 *$`, 'm').exec(text);
  return found?.[2] ?? null;
}
