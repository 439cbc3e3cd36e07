import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModelPacks } from '../../../../src/engine/inference/modelPacks.ts';
import { writeTinyPack } from '../../../support/inferenceHarness.ts';

const bytes = (value: number) => new Uint8Array(1000).fill(value);
const files = { guide: bytes(1), tile: bytes(2) };

describe('ModelPacks', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patina-packs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the file of a graph with its checksum', async () => {
    writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    expect(packs.file({ model: 'instruct', graph: 'tile' })).toMatchObject({
      path: join(folder, 'instruct', 'tile.bin'),
      bytes: 1000,
      model: 'instruct',
      graph: 'tile',
    });
  });

  it('says which folders it looked in for a model that is not installed', async () => {
    const packs = await openModelPacks([folder, join(folder, 'absent')]);
    expect(() => packs.manifest('instruct')).toThrowError(
      expect.objectContaining({ code: 'model-missing', message: expect.stringContaining(folder) }),
    );
  });

  it('says which graphs a model has when another is asked for', async () => {
    writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    expect(() => packs.file({ model: 'instruct', graph: 'toString' })).toThrowError(/only guide, tile, golden/);
  });

  it('refuses a model of the wrong kind', async () => {
    writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    expect(() => packs.text('instruct')).toThrowError(expect.objectContaining({ code: 'usage' }));
  });

  it('lists intact, damaged, truncated and missing files', async () => {
    writeTinyPack(folder, 'a-intact', files);
    writeFileSync(join(writeTinyPack(folder, 'b-damaged', files), 'tile.bin'), bytes(3));
    truncateSync(join(writeTinyPack(folder, 'c-truncated', files), 'guide.bin'), 10);
    rmSync(join(writeTinyPack(folder, 'd-missing', files), 'golden.bin'));
    const reports = await (await openModelPacks([folder])).list();
    expect(reports.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'a-intact ok',
      'b-damaged damaged',
      'c-truncated damaged',
      'd-missing missing',
    ]);
    expect(reports[1]?.problem).toContain(join(folder, 'b-damaged', 'tile.bin'));
  });

  it('notices a file that changed after it was checked', async () => {
    const pack = writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    const before = (await packs.list())[0]?.state;
    writeFileSync(join(pack, 'tile.bin'), bytes(9));
    utimesSync(join(pack, 'tile.bin'), 1, 1);
    expect([before, (await packs.list())[0]?.state]).toEqual(['ok', 'damaged']);
  });

  it('reports a faulty manifest and refuses its graphs, but keeps the other packs', async () => {
    writeTinyPack(folder, 'broken', files, (manifest) => ({ ...manifest, halo: -1 }));
    writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    expect(() => packs.file({ model: 'broken', graph: 'tile' })).toThrowError(
      expect.objectContaining({ code: 'model-broken', message: expect.stringContaining('at halo') }),
    );
    expect((await packs.list()).map((report) => report.state)).toEqual(['damaged', 'ok']);
  });

  it('refuses a pack whose folder has another name than the pack', async () => {
    writeTinyPack(folder, 'instruct', files, (manifest) => ({ ...manifest, id: 'other' }));
    const packs = await openModelPacks([folder]);
    expect(() => packs.manifest('instruct')).toThrowError(/expected 'instruct', its folder's name/);
  });

  it('takes a pack that is in two folders from the first, and says so', async () => {
    const second = join(folder, 'second');
    mkdirSync(second);
    writeTinyPack(folder, 'instruct', files, (manifest) => ({ ...manifest, title: 'First' }));
    writeTinyPack(second, 'instruct', files, (manifest) => ({ ...manifest, title: 'Second' }));
    const packs = await openModelPacks([folder, second]);
    expect(packs.manifest('instruct').title).toBe('First');
    expect((await packs.list()).map((report) => report.problem)).toEqual([null, expect.stringContaining('Not used')]);
  });

  it('stops when it is cancelled', async () => {
    writeTinyPack(folder, 'instruct', files);
    const packs = await openModelPacks([folder]);
    await expect(packs.list(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
