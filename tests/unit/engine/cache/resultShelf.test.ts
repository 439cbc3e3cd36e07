import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ResultShelf } from '../../../../src/engine/cache/resultShelf.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const megabyte = 1_000_000;
const piece = (fill: number, bytes = megabyte) => new Uint8Array(bytes).fill(fill).buffer;
const shelfIn = (folder: string, budgetBytes = 100 * megabyte, memoryBytes = 0) =>
  new ResultShelf({ folder, fallback: join(folder, 'fallback'), budgetBytes, memoryBytes });
const first = (buffer: ArrayBuffer | null) => (buffer === null ? null : new Uint8Array(buffer)[0]);

/** The one file of a result's piece. */
const fileOf = (folder: string, key: string, name = 'a') => join(folder, key, `${name}.part`);

describe('the cache of results', () => {
  it('gives back what was put, in this run and the next', async () => {
    const folder = await temporaryFolder();
    const shelf = shelfIn(folder);
    const result = shelf.open('one');
    await result.put('a', piece(7));
    const facts = { seconds: 3.5, device: 'cpu', tilesClean: 2, cut: null };
    await result.putFacts(facts);
    expect(first(await result.get('a'))).toBe(7);
    shelf.close('one');
    const again = shelfIn(folder).open('one');
    expect([again.has('a'), again.wasSeen('a'), again.has('b')]).toEqual([true, false, false]);
    expect(first(await again.get('a'))).toBe(7);
    expect([again.wasSeen('a'), again.facts]).toEqual([true, facts]);
  });

  it('finds a damaged, a torn and an empty piece by its checksum, and says that it is missing', async () => {
    const folder = await temporaryFolder();
    const shelf = shelfIn(folder);
    for (const [key, damage] of [
      ['flipped', (file: string) => writeFileSync(file, readFileSync(file).fill(9, 5000, 5001))],
      ['torn', (file: string) => truncateSync(file, 4000)],
      ['empty', (file: string) => truncateSync(file, 0)],
    ] as const) {
      const result = shelf.open(key);
      await result.put('a', piece(1));
      damage(fileOf(folder, key));
      expect(await result.get('a')).toBeNull();
      expect([result.has('a'), existsSync(fileOf(folder, key))]).toEqual([false, false]);
      await result.put('a', piece(2));
      expect(first(await result.get('a'))).toBe(2);
    }
  });

  it('removes what was not used for longest, and nothing that is open', async () => {
    const folder = await temporaryFolder();
    const shelf = shelfIn(folder, 4.5 * megabyte);
    for (const [age, key] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
      const result = shelf.open(key);
      await result.put('a', piece(1));
      if (key !== 'a') shelf.close(key);
      const then = new Date(Date.now() - 1_000_000 + age * 1000);
      utimesSync(join(folder, key), then, then);
    }
    expect(await shelf.trim()).toBeGreaterThanOrEqual(2 * megabyte);
    expect(readdirSync(folder).sort()).toEqual(['a', 'd', 'e', 'f']);
    expect(shelf.has('b')).toBe(false);
  });

  it('lets alone what another instance has open, and clears up after one that died', async () => {
    const folder = await temporaryFolder();
    const other = shelfIn(folder);
    const shelf = shelfIn(folder, 0);
    await other.open('theirs').put('a', piece(1));
    await mkdir(join(folder, 'orphaned'));
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'orphaned', `open-${dead}-1234`), '');
    writeFileSync(join(folder, 'orphaned', 'a.part'), 'x');
    await shelf.trim();
    expect(readdirSync(folder)).toEqual(['theirs']);
    other.close('theirs');
    await shelf.trim();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('reads nothing where the result was removed under it, and can be written again', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [shelfIn(folder), shelfIn(folder, 0)];
    const result = one.open('shared');
    await result.put('a', piece(1));
    one.close('shared');
    await two.trim();
    const again = one.open('shared');
    expect(again.has('a')).toBe(false);
    await again.put('a', piece(3));
    expect(first(await again.get('a'))).toBe(3);
  });

  it('takes another folder for this run where its own cannot be written', async () => {
    const folder = await temporaryFolder();
    const blocked = join(folder, 'file');
    writeFileSync(blocked, 'not a folder');
    const shelf = new ResultShelf({
      folder: join(blocked, 'results'),
      fallback: join(folder, 'fallback'),
      budgetBytes: megabyte,
      memoryBytes: 0,
    });
    await shelf.open('one').put('a', piece(1));
    expect(existsSync(fileOf(join(folder, 'fallback'), 'one'))).toBe(true);
  });

  it('holds a piece in memory where the disk does not take it, and says so', async () => {
    const folder = await temporaryFolder();
    const shelf = shelfIn(folder);
    const result = shelf.open('one');
    await mkdir(fileOf(folder, 'one'));
    writeFileSync(join(fileOf(folder, 'one'), 'in the way'), '');
    await expect(result.put('a', piece(4))).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(first(await result.get('a'))).toBe(4);
  });

  it('leaves whole pieces or none where its process is killed while it writes', async () => {
    const folder = await temporaryFolder();
    const script = `
      import { ResultShelf } from ${JSON.stringify(join(process.cwd(), 'src/engine/cache/resultShelf.ts'))};
      const shelf = new ResultShelf({ folder: ${JSON.stringify(folder)}, fallback: '/nowhere', budgetBytes: 1e9, memoryBytes: 0 });
      const result = shelf.open('one');
      for (let i = 0; ; i += 1) {
        await result.put(String(i % 50), new Uint8Array(3e6).fill(i % 50).buffer);
        if (i === 3) process.stdout.write('going');
        if (i === 20 + ${Math.floor(Math.random() * 20)}) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Math.random() * 3);
      }`;
    const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    expect([child.signal, child.stdout.toString()]).toEqual(['SIGKILL', 'going']);
    const result = shelfIn(folder).open('one');
    const names = readdirSync(join(folder, 'one')).filter((name) => name.endsWith('.part'));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const number = Number(name.slice(0, -'.part'.length));
      const bytes = new Uint8Array((await result.get(String(number))) ?? new ArrayBuffer(0));
      expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([3e6, number, number]);
    }
  });
});
