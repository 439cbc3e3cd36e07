import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const run = promisify(execFile);

test('the packed package holds all that the command line needs, and nothing of its sources', async () => {
  const folder = await temporaryFolder();
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [tarball = ''] = await readdir(folder);
  await run('tar', ['-xzf', tarball], { cwd: folder });
  const unpacked = join(folder, 'package');
  expect((await readdir(unpacked)).sort()).toEqual(['LICENSE', 'README.md', 'out', 'package.json', 'resources']);
  const { version } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as { version: string };

  // As the README says, with packages of its own and started by npm's link.
  const own = ['--prefix', join(folder, 'own'), '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', '-g', '--ignore-scripts', ...own, join(folder, tarball)], { cwd: folder });
  const program = join(folder, 'own', ...(process.platform === 'win32' ? ['patina.cmd'] : ['bin', 'patina']));
  const started = (...words: string[]) => run(program, words, { cwd: folder, shell: process.platform === 'win32' });
  expect((await started('--version')).stdout).toBe(`${version}\n`);
  const photo = await photoFile({ noise: 20 });
  expect((await started('restore', photo, '-i', 'denoise')).stdout.trim()).toMatch(/photo-restored\.png$/);
});
