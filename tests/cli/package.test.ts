import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  // What npm would install beside it.
  await symlink(resolve('node_modules'), join(unpacked, 'node_modules'));
  const said = await run(process.execPath, [join(unpacked, 'out', 'cli', 'index.js'), '--version'], { cwd: folder });
  expect(said.stdout).toBe(`${version}\n`);
  // As npm's link starts it, by its first line.
  if (process.platform !== 'win32') {
    const program = join(unpacked, 'out', 'cli', 'index.js');
    await chmod(program, 0o755);
    expect((await run(program, ['--version'], { cwd: folder })).stdout).toBe(`${version}\n`);
  }
  const photo = await photoFile({ noise: 20 });
  const { stdout } = await run(
    process.execPath,
    [join(unpacked, 'out', 'cli', 'index.js'), 'restore', photo, '-i', 'denoise'],
    {
      cwd: folder,
    },
  );
  expect(stdout.trim()).toMatch(/photo-restored\.png$/);
});
