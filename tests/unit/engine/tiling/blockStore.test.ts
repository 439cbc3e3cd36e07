import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { BlockStore } from '../../../../src/engine/tiling/blockStore.ts';
import { featherWindow } from '../../../../src/engine/tiling/featherWindow.ts';
import { planTiles } from '../../../../src/engine/tiling/planTiles.ts';
import { openScratchFile } from '../../../../src/engine/tiling/scratchFile.ts';

const scratchFolder = mkdtempSync(join(tmpdir(), 'patina-blocks-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

const size = { width: 1200, height: 500 };
const plan = planTiles(size, { tileSize: 250, halo: 20, alignment: 4, overlap: 16 });
const regions = plan.tiles.map((tile) => tile.output);

/** Fills a store with a repeatable pattern, its tiles in the given order; values of neighbours differ. */
async function filled(memoryBudgetBytes: number, order: readonly number[]): Promise<BlockStore> {
  const store = new BlockStore({ size, regions, memoryBudgetBytes, scratchFolder });
  for (const index of order) {
    const tile = plan.tiles[index];
    if (tile === undefined) continue;
    const { output, shared } = tile;
    const values = Float32Array.from({ length: output.width * output.height * 3 }, (_, i) => Math.sin(i + index));
    const across = featherWindow(output.width, shared.left, shared.right);
    await store.add(index, values, across, featherWindow(output.height, shared.top, shared.bottom));
  }
  return store;
}

async function everything(store: BlockStore): Promise<Float32Array> {
  const all = new Float32Array(size.width * size.height * 3);
  await store.readRows(0, all);
  return all;
}

const inOrder = [...plan.tiles.keys()];

describe('a store', () => {
  test('gives the same bits from disk as from memory, in any order of tiles', async () => {
    const expected = await everything(await filled(1 << 28, inOrder));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), async (order) => {
        const spilling = await filled(1, order);
        const same = Buffer.from(expected.buffer).equals(Buffer.from((await everything(spilling)).buffer));
        await spilling.dispose();
        expect(same).toBe(true);
      }),
      { numRuns: 3 },
    );
  });

  test('reads the same below rows that were released, and refuses those', async () => {
    const expected = await everything(await filled(1 << 28, inOrder));
    for (const budget of [1, 1 << 28]) {
      const store = await filled(budget, inOrder);
      const rowLength = size.width * 3;
      for (let top = 0; top < size.height; top += 100) {
        const rows = new Float32Array(100 * rowLength);
        await store.readRows(top, rows);
        expect(
          Buffer.from(rows.buffer).equals(Buffer.from(expected.slice(top * rowLength, (top + 100) * rowLength).buffer)),
        ).toBe(true);
        await store.release(top + 100);
      }
      await expect(store.readRows(0, new Float32Array(rowLength))).rejects.toThrow('released');
      await store.dispose();
    }
  });

  test('refuses to read where a tile is missing and reads the rest', async () => {
    const [missing = 0, ...others] = inOrder;
    const store = await filled(1 << 28, others);
    const [gap, far] = [regions[missing], regions.at(-1)];
    if (gap === undefined || far === undefined) throw new Error('The plan was expected to have several tiles.');
    await expect(store.readRect(gap, new Float32Array(gap.width * gap.height * 3))).rejects.toThrow('finished');
    await store.readRect(far, new Float32Array(far.width * far.height * 3));
    store.skip(missing);
    const corner = new Float32Array(3);
    await store.readRect({ left: 0, top: 0, width: 1, height: 1 }, corner);
    expect([...corner]).toEqual([0, 0, 0]);
    await store.dispose();
  });

  test('refuses to add a tile twice', async () => {
    const store = await filled(1 << 28, [0]);
    const add = store.add(0, new Float32Array(3), new Float32Array(1), new Float32Array(1));
    await expect(add).rejects.toThrow('once');
    await store.dispose();
  });

  test('takes replaced rows', async () => {
    const store = await filled(1, inOrder);
    const rows = new Float32Array(size.width * 3 * 2).fill(7);
    await store.replaceRows(300, rows);
    await everything(store);
    const again = new Float32Array(rows.length);
    await store.readRows(300, again);
    expect(again).toEqual(rows);
    await store.dispose();
  });

  test('leaves nothing in its folder and cannot be used after it was disposed', async () => {
    const store = await filled(1, inOrder);
    await store.dispose();
    await store.dispose();
    expect(readdirSync(scratchFolder)).toEqual([]);
    await expect(store.readRows(0, new Float32Array(size.width * 3))).rejects.toThrow('disposed');
  });

  test.runIf(existsSync('/dev/full'))('says which folder is full', async () => {
    const openScratch = (folder: string) => openScratchFile(folder, () => open('/dev/full', 'r+'));
    const store = new BlockStore({ size, regions, memoryBudgetBytes: 1, scratchFolder, openScratch });
    for (const index of inOrder) store.skip(index);
    const rows = new Float32Array(size.width * size.height * 3);
    await expect(store.replaceRows(0, rows)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(scratchFolder) as string,
    });
    await store.dispose();
  });
});

test('a missing folder becomes an error that names it', async () => {
  await expect(openScratchFile(join(scratchFolder, 'missing'))).rejects.toMatchObject({
    code: 'output-unwritable',
    message: expect.stringContaining(join(scratchFolder, 'missing')) as string,
  });
});
