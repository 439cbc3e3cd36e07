import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { packageVersion } from '../../src/host/packageVersion.ts';
import { newerVersion, updateFeed } from '../../src/host/updates.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runShell } from './runShell.ts';

/** A feed that announces one version after the other, and then fails. */
async function feedOf(versions: readonly string[]): Promise<{ address: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const version = versions[asked.length];
    asked.push(request.url ?? '');
    response.writeHead(version === undefined ? 500 : 200);
    response.end(`version: ${version}\nfiles:\n  - url: Patina-${version}.exe\n    version: 9.9.9\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/patina`, asked, close: () => void server.close() };
}

it('asks for newer versions only where it was packaged to, and when somebody chooses it', async () => {
  const own = packageVersion();
  const feed = await feedOf([own, '100.20.3']);
  const resources = await temporaryFolder();
  // As electron-builder writes it.
  await writeFile(
    join(resources, 'app-update.yml'),
    `provider: generic\nurl: ${feed.address}\nupdaterCacheDirName: patina-updater\n`,
  );
  vi.stubEnv('PATINA_TEST_RESOURCES', resources);
  const { out, said } = await runShell('driveUpdate.ts', '3').finally(feed.close);
  vi.unstubAllEnvs();
  const last = out.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`The shell said nothing useful: ${out}${said}`);
  expect(JSON.parse(last)).toEqual({
    said: [`Patina ${own} is the newest version.`, `Patina 100.20.3 is there. This is ${own}.`],
    failed: [expect.stringMatching(/gave no answer about newer versions/)],
    opened: [`open ${feed.address}`],
  });
  // Nothing was asked but what was chosen.
  expect(feed.asked).toHaveLength(3);
  expect(new Set(feed.asked)).toEqual(new Set([expect.stringMatching(/^\/patina\/latest.*\.yml$/)]));
});

it('knows of no feed where none was given', async () => {
  expect(await updateFeed(await temporaryFolder())).toBeNull();
});

it.each([
  ['0.1.1', '0.1.0', true],
  ['1.0.0', '0.9.9', true],
  ['0.10.0', '0.9.0', true],
  ['0.9.0', '0.10.0', false],
  ['1.2.3', '1.2.3', false],
])('takes %s after %s to be newer: %s', async (version, own, isNewer) => {
  const feed = await feedOf([version]);
  const newer = await newerVersion(feed.address, own).finally(feed.close);
  expect(newer?.version ?? null).toBe(isNewer ? version : null);
});

it.each(['', 'latest', '1.2', '<html>'])('does not take “%s” for a version', async (version) => {
  const feed = await feedOf([version]);
  await expect(newerVersion(feed.address, '0.1.0').finally(feed.close)).rejects.toMatchObject({
    code: 'connection-lost',
  });
});
