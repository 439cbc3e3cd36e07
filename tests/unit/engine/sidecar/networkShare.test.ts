import { existsSync, readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readSidecar } from '../../../../src/engine/sidecar/sidecarFile.ts';
import { addStep, noticesOf, openEdits, operationsOf, writePhoto } from '../../../support/openEdits.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

/** A folder whose file system refuses what network shares are known to refuse, by the error that each answers with. */
const share = vi.hoisted(() => ({
  folder: '',
  flush: null as string | null,
  replace: null as string | null,
  everything: null as string | null,
}));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const check = (path: unknown, code: string | null): void => {
    if (code === null || share.folder === '' || !String(path).startsWith(share.folder)) return;
    throw Object.assign(new Error(`${code}: the share says no`), { code });
  };
  const guarded =
    <Rest extends unknown[], Result>(call: (path: string, ...rest: Rest) => Promise<Result>) =>
    async (path: string, ...rest: Rest): Promise<Result> => {
      check(path, share.everything);
      return call(path, ...rest);
    };
  return {
    ...real,
    readFile: guarded(real.readFile as (path: string) => Promise<unknown>),
    writeFile: guarded(real.writeFile as (path: string) => Promise<void>),
    stat: guarded(real.stat as (path: string) => Promise<unknown>),
    rename: async (from: string, to: string): Promise<void> => {
      check(to, share.everything);
      if (existsSync(to)) check(to, share.replace);
      await real.rename(from, to);
    },
    open: async (path: string, ...rest: [string]): Promise<FileHandle> => {
      check(path, share.everything);
      const handle = await real.open(path, ...rest);
      const { sync } = handle;
      handle.sync = async () => {
        check(path, share.flush);
        await sync.call(handle);
      };
      return handle;
    },
  };
});

async function photoOnShare() {
  const [folder, home] = [await temporaryFolder(), await temporaryFolder()];
  const path = join(folder, 'photo.png');
  await writePhoto(path);
  share.folder = folder;
  return { folder, home, path, sidecar: `${path}.patina` };
}

const saved = (path: string) => expect.poll(() => existsSync(path));

beforeEach(() => {
  Object.assign(share, { folder: '', flush: null, replace: null, everything: null });
});

describe('the edit of a photo on a network share', () => {
  it.each(['ENOTSUP', 'EINVAL'])('that cannot flush (%s) is beside it all the same', async (code) => {
    const { folder, home, path, sidecar } = await photoOnShare();
    share.flush = code;
    const store = openEdits(home);
    const picture = await store.open(path);
    addStep(picture, 'exposure');
    await store.close(picture.id);
    expect(noticesOf(picture)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['photo.png', 'photo.png.patina']);
    expect((await readSidecar(sidecar)).state).toBe('good');
  });

  it.each(['EPERM', 'EBUSY'])('that lets nothing be replaced (%s) goes on in Patina’s own folder', async (code) => {
    const { folder, home, path, sidecar } = await photoOnShare();
    const store = openEdits(home);
    const picture = await store.open(path);
    addStep(picture, 'exposure');
    await saved(sidecar).toBe(true);
    share.replace = code;
    addStep(picture, 'contrast');
    await expect.poll(() => noticesOf(picture)).toEqual(['kept-elsewhere']);
    await store.close(picture.id);
    expect(readdirSync(folder).sort()).toEqual(['photo.png', 'photo.png.patina']);
    expect(operationsOf(await openEdits(home).open(path))).toEqual(['exposure', 'contrast']);
  });

  it('that fails while it is flushed is not said to be beside it', async () => {
    const { home, path } = await photoOnShare();
    share.flush = 'EIO';
    const picture = await openEdits(home).open(path);
    addStep(picture, 'exposure');
    await expect.poll(() => noticesOf(picture)).toEqual(['kept-elsewhere']);
    share.flush = null;
    expect(operationsOf(await openEdits(home).open(path))).toEqual(['exposure']);
  });

  it.each(['EIO', 'ESTALE', 'EHOSTDOWN'])(
    'that went away (%s) is said to be unsaved, and saved when it is back',
    async (code) => {
      const { home, path, sidecar } = await photoOnShare();
      const store = openEdits(home);
      const picture = await store.open(path);
      addStep(picture, 'exposure');
      await saved(sidecar).toBe(true);
      share.everything = code;
      addStep(picture, 'contrast');
      await expect.poll(() => noticesOf(picture)).toEqual(['not-saved']);
      share.everything = null;
      await expect.poll(() => noticesOf(picture)).toEqual([]);
      const found = await readSidecar(sidecar);
      expect(found.state === 'good' && found.sidecar.history.nodes).toHaveLength(3);
    },
  );
});
