import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { photoFile, pixelsOf } from '../support/photoFile.ts';
import { runPatina, startPatina } from '../support/runPatina.ts';
import { letGoOn, stoppingAt } from '../support/stoppedProcess.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** A folder with `count` good photos and two that are broken. */
async function folderOfPhotos(count: number): Promise<string> {
  const folder = join(await temporaryFolder(), 'photos of 祖母 50%');
  await mkdir(folder);
  const good = await photoFile({ width: 64, height: 48, name: 'photo.jpg' });
  for (let i = 1; i <= count; i += 1) await copyFile(good, join(folder, `photo ${i}.jpg`));
  const bytes = await readFile(good);
  await writeFile(join(folder, 'cut.jpg'), bytes.subarray(0, bytes.length >> 1));
  await writeFile(join(folder, 'no photo.png'), 'just words');
  return folder;
}

describe('patina batch', () => {
  test('restores a folder, carries on after bad files, and reports', async () => {
    const folder = await folderOfPhotos(3);
    const before = await readFile(join(folder, 'photo 1.jpg'));
    const { code, stdout, stderr } = await runPatina(['batch', folder, '-i', 'remove the noise', '--json']);
    expect(code).toBe(7);
    const results = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { state: string; input: string; output?: string; error?: { code: string } });
    expect(results.map(({ state, input }) => [basename(input), state])).toEqual([
      ['cut.jpg', 'failed'],
      ['no photo.png', 'failed'],
      ['photo 1.jpg', 'done'],
      ['photo 2.jpg', 'done'],
      ['photo 3.jpg', 'done'],
    ]);
    expect(results[2]).toMatchObject({ model: 'instruct', device: 'cpu', kept: { depth: 8 } });
    expect(results[0]?.error?.code).toBe('input-unreadable');
    expect(stderr).toContain('restored       3');
    expect(stderr).toContain('failed         2');
    const page = await readFile(join(folder, 'patina-batch.html'), 'utf8');
    expect(page.match(/<img /g)).toHaveLength(6);
    expect(page).toContain('href="photo%203-restored.jpg"');
    expect(await readFile(join(folder, 'photo 1.jpg'))).toEqual(before);

    const again = await runPatina(['batch', folder, '-i', 'remove the noise']);
    expect(again.stderr).toContain('there already  3');
    expect((await readdir(folder)).filter((name) => name.includes('restored'))).toHaveLength(3);
  });

  test('runs a recipe over the folder: every result is that of the recipe on the photo alone', async () => {
    const folder = await folderOfPhotos(2);
    const recipe = join(await temporaryFolder(), 'look.json');
    const alone = join(await temporaryFolder(), 'alone.jpg');
    const photo = join(folder, 'photo 1.jpg');
    await runPatina(['restore', photo, '-i', '+0.5 EV, more contrast', '-o', alone, '--save-recipe', recipe]);
    const { code, stdout } = await runPatina(['batch', `${folder}/photo *.jpg`, '--recipe', recipe]);
    expect(code).toBe(0);
    const results = stdout.trim().split('\n');
    expect(results).toHaveLength(2);
    const expected = (await pixelsOf(alone)).data;
    for (const result of results) expect((await pixelsOf(result)).data).toEqual(expected);
    expect(expected).not.toEqual((await pixelsOf(photo)).data);
  });

  test('killed again and again, does every good photo exactly once and leaves nothing half', async () => {
    const photos = 40;
    const folder = await folderOfPhotos(photos);
    const results = await temporaryFolder();
    const args = [
      'batch',
      `${folder}/*.{jpg,png}`,
      '-i',
      '+0.5 EV',
      '--out-dir',
      results,
      '--name',
      '{name}, brighter',
    ];
    for (const share of [0.2, 0.5]) {
      const running = startPatina(args);
      await expect
        .poll(async () => (await readdir(results)).filter((name) => name.endsWith('.jpg')).length, { interval: 5 })
        .toBeGreaterThan(share * photos);
      running.child.kill('SIGKILL');
      await running.finished;
    }
    const { code, stdout } = await runPatina(args);
    expect(code).toBe(7);
    expect(stdout.trim().split('\n')).toHaveLength(photos);
    const left = (await readdir(results)).filter((name) => !name.startsWith('patina-batch.'));
    expect(left.sort()).toEqual(Array.from({ length: photos }, (_, i) => `photo ${i + 1}, brighter.jpg`).sort());
    const expected = (await pixelsOf(join(results, 'photo 1, brighter.jpg'))).data;
    for (const name of left) expect((await pixelsOf(join(results, name))).data).toEqual(expected);
  });

  test('Ctrl-C stops it, and the next run goes on', async () => {
    const folder = await folderOfPhotos(12);
    const args = ['batch', folder, '-i', '+0.5 EV'];
    const running = startPatina(args, stoppingAt(/photo 2\.jpg in/));
    await expect.poll(() => running.said(), { interval: 5 }).toContain('photo 2.jpg in');
    running.child.kill('SIGINT');
    letGoOn(running.child);
    const { code, stderr } = await running.finished;
    expect([code, stderr.includes('not reached')]).toEqual([130, true]);
    const rest = await runPatina(args);
    expect(rest.stdout.trim().split('\n')).toHaveLength(12);
    expect((await readdir(folder)).filter((name) => name.includes('restored'))).toHaveLength(12);
  });

  test('says what is wrong with the command before anything is done', async () => {
    const folder = await folderOfPhotos(1);
    const cases: [string[], number, string][] = [
      [['batch', join(folder, 'none')], 3, 'does not exist'],
      [['batch', folder, '--out-dir', join(folder, 'none')], 6, 'Make it first'],
      [['batch', folder, '--existing', 'replace'], 2, '--existing'],
      [['batch', folder, '-i', 'turn the dog into a cat'], 4, ''],
    ];
    for (const [args, expected, words] of cases) {
      const { code, stderr } = await runPatina(args);
      expect([args.join(' '), code]).toEqual([args.join(' '), expected]);
      expect(stderr).toContain(words);
    }
    expect(await readdir(folder)).toHaveLength(3);
  });
});
