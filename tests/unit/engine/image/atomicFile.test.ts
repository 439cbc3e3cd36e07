import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { publish, removeTemporary, temporaryBeside } from '../../../../src/engine/image/atomicFile.ts';
import { writePicture } from '../../../../src/engine/image/encode.ts';
import { withFile } from '../../../../src/engine/image/fileEdits.ts';
import { outputError } from '../../../../src/engine/image/fileErrors.ts';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { freeOutputPath, outputName } from '../../../../src/engine/image/outputName.ts';
import { writeVipsFile } from '../../../../src/engine/image/vipsFile.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { makePicture, rowsOf } from './pictures.ts';

const picture = makePicture();
const run = promisify(execFile);

async function finished(folder: string, words = 'new'): Promise<string> {
  const file = temporaryBeside(join(folder, 'x'), '.tmp');
  await writeFile(file, words);
  return file;
}

describe('publish', () => {
  it('gives a finished file its name and leaves nothing else behind', async () => {
    const folder = await temporaryFolder();
    await publish(await finished(folder), join(folder, 'a.txt'), {});
    expect([await readdir(folder), await readFile(join(folder, 'a.txt'), 'utf8')]).toEqual([['a.txt'], 'new']);
  });

  it('replaces a file only when told to', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'a.txt');
    await writeFile(target, 'old');
    const file = await finished(folder);
    await expect(publish(file, target, {})).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(await readFile(target, 'utf8')).toBe('old');
    await publish(file, target, { overwrite: true });
    expect(await readFile(target, 'utf8')).toBe('new');
  });

  it('never replaces an input, not even by another name for it', async () => {
    const folder = await temporaryFolder();
    const input = join(folder, 'in.jpg');
    await writeFile(input, 'original');
    await symlink(input, join(folder, 'link.jpg'));
    for (const target of [input, join(folder, 'link.jpg'), join(folder, 'x', '..', 'in.jpg')]) {
      await mkdir(join(folder, 'x'), { recursive: true });
      const attempt = publish(await finished(folder), target, { overwrite: true, protect: [input] });
      await expect(attempt).rejects.toMatchObject({ code: 'usage' });
    }
    expect(await readFile(input, 'utf8')).toBe('original');
  });

  it('lets only one of several win a free name', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'a.txt');
    const files = await Promise.all(['1', '2', '3', '4'].map((words) => finished(folder, words)));
    const results = await Promise.allSettled(files.map((file) => publish(file, target, {})));
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1);
    await Promise.all(files.map(removeTemporary));
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('removes temporary files when the process exits', async () => {
    const folder = await temporaryFolder();
    const code = `import { temporaryBeside } from ${JSON.stringify(join(process.cwd(), 'src/engine/image/atomicFile.ts'))};
      import { writeFileSync } from 'node:fs';
      writeFileSync(temporaryBeside(${JSON.stringify(join(folder, 'x'))}, '.tmp'), 'half');
      process.exit(3);`;
    const script = join(folder, 'script.mts');
    await writeFile(script, code);
    await expect(run(process.execPath, ['--import', 'tsx', script], { cwd: process.cwd() })).rejects.toMatchObject({
      code: 3,
    });
    expect(await readdir(folder)).toEqual(['script.mts']);
  });
});

describe('writePicture', () => {
  it('writes nothing where the folder is missing or the name is one', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'dir.png'));
    const missing = writePicture(join(folder, 'no', 'a.png'), rowsOf(picture), picture, { format: 'png' });
    await expect(missing).rejects.toMatchObject({
      code: 'output-unwritable',
      message: expect.stringMatching(/folder/),
    });
    const taken = writePicture(join(folder, 'dir.png'), rowsOf(picture), picture, { format: 'png' });
    await expect(taken).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(await readdir(folder)).toEqual(['dir.png']);
  });

  it.skipIf(process.getuid?.() === 0)('says so where it may not write', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    const attempt = writePicture(join(folder, 'a.png'), rowsOf(picture), picture, { format: 'png' });
    await expect(attempt).rejects.toMatchObject({ code: 'output-unwritable' });
    await chmod(folder, 0o755);
  });

  it('leaves nothing behind when the rows fail or the work is cancelled', async () => {
    const folder = await temporaryFolder();
    const broken = { ...rowsOf(picture), readRows: () => Promise.reject(new Error('no more rows')) };
    await expect(writePicture(join(folder, 'a.png'), broken, picture, { format: 'png' })).rejects.toThrow(
      'no more rows',
    );
    const stop = new AbortController();
    const rows = rowsOf(picture);
    const stopping = {
      ...rows,
      readRows: (top: number, count: number) => {
        stop.abort();
        return rows.readRows(top, count);
      },
    };
    const attempt = writePicture(join(folder, 'b.png'), stopping, picture, { format: 'png' }, stop.signal);
    await expect(attempt).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => readdir(folder)).toEqual([]);
  });

  it('answers a cancel during encoding at once and cleans up after it', async () => {
    const folder = await temporaryFolder();
    const large = makePicture({ width: 1500, height: 900 });
    const stop = new AbortController();
    const attempt = writePicture(join(folder, 'a.avif'), rowsOf(large), large, { format: 'avif' }, stop.signal);
    const outcome = attempt.catch((fault: unknown) => fault);
    const scratchSize = async () => {
      const name = (await readdir(folder)).find((file) => file.endsWith('.v'));
      return name === undefined ? 0 : (await stat(join(folder, name))).size;
    };
    await expect.poll(scratchSize, { interval: 2 }).toBeGreaterThan(64 + large.samples.length);
    stop.abort();
    expect(await outcome).toMatchObject({ code: 'cancelled' });
    // The encoder, which cannot be stopped, is still at work on it.
    expect(readdirSync(folder)).not.toEqual([]);
    await expect.poll(() => readdir(folder)).toEqual([]);
  });

  it('names a full disk in words, from the file system and from the encoder', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(outputError('/a/b.png', full).code).toBe('disk-full');
    expect(
      outputError('/a/b.png', new Error('VipsTarget: write error\nunix error: No space left on device')).code,
    ).toBe('disk-full');
    expect(outputError('/a/b.png', full).message).toBe(
      'There is no space left to write /a/b.png. Free some and try again.',
    );
  });

  it('ends in one clear error on a disk that is really full, and leaves nothing on it', async (context) => {
    const folder = await temporaryFolder();
    // Only where this process may mount a disk of its own; the test before this one covers the words everywhere.
    const isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'patina-test', folder]).then(
      () => true,
      () => false,
    );
    context.skip(!isMounted, 'may not mount a small disk here');
    try {
      const large = makePicture({ width: 600, height: 400 });
      for (const format of ['png', 'jpeg'] as const) {
        const attempt = writePicture(join(folder, `a.${format}`), rowsOf(large), large, { format });
        await expect(attempt).rejects.toMatchObject({ code: 'disk-full' });
      }
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await run('umount', [folder]);
    }
  });

  it.runIf(existsSync('/dev/full'))('meets a full disk while it writes its scratch file', async () => {
    const content = { rows: rowsOf(picture), alpha: null, depth: 8, density: null, blobs: {} } as const;
    const attempt = withFile('/dev/full', 'w', (to) => writeVipsFile(to, content));
    const fault: unknown = await attempt.catch((error: unknown) => error);
    expect(outputError('/a.png', fault).code).toBe('disk-full');
  });

  it('writes names with Unicode, spaces, %, # and 255 bytes', async () => {
    const folder = join(await temporaryFolder(), 'テスト 50% #[1]');
    await mkdir(folder);
    const longest = `xx${'長'.repeat(83)}.png`;
    for (const name of ['ä é.png', '%20%s.png', '#1?.png', longest, 'a[1].png', '-o.png']) {
      const file = join(folder, name);
      await writePicture(file, rowsOf(picture), picture, { format: 'png' });
      expect((await loadPicture(file)).width).toBe(picture.width);
    }
    const tooLong = writePicture(join(folder, `${'x'.repeat(256)}.png`), rowsOf(picture), picture, { format: 'png' });
    await expect(tooLong).rejects.toMatchObject({
      code: 'output-unwritable',
      message: expect.stringMatching(/longer name/),
    });
  });
});

describe('output name', () => {
  it('stands beside the input and counts on', async () => {
    const folder = await temporaryFolder();
    const place = { input: join(folder, 'photo.JPG'), format: 'jpeg' } as const;
    const first = await freeOutputPath(place);
    await writeFile(first, '');
    const second = await freeOutputPath(place);
    const third = await freeOutputPath(place, new Set([second]));
    expect([first, second, third].map((path) => path.slice(folder.length + 1))).toEqual([
      'photo-restored.JPG',
      'photo-restored-2.JPG',
      'photo-restored-3.JPG',
    ]);
  });

  it('takes the ending of the format and another folder', () => {
    expect(outputName({ input: '/a/b.gif', format: 'png' })).toBe('/a/b-restored.png');
    expect(outputName({ input: '/a/b', format: 'tiff', folder: '/c' })).toBe('/c/b-restored.tif');
  });

  it('cuts long names to 255 bytes and never in half a character', () => {
    const name = outputName({ input: `/a/${'写'.repeat(84)}.jpg`, format: 'jpeg' }).slice(3);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^写+-restored\.jpg$/);
  });
});
