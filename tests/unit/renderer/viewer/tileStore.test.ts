import { describe, expect, it } from 'vitest';
import type { Tile, TilePixels, TileSlot } from '../../../../src/renderer/viewer/tile.ts';
import { TileCache } from '../../../../src/renderer/viewer/tileCache.ts';
import { TileLoader, type TileRequest, TileUnavailable } from '../../../../src/renderer/viewer/tileLoader.ts';
import { TileStore } from '../../../../src/renderer/viewer/tileStore.ts';

const slot = (column: number, level = 0): TileSlot => ({ layer: 'after', level, column, row: 0 });
const pixels: TilePixels = { width: 2, height: 2, pixels: new Uint8Array(16) };
const tile = (column: number, revision: number): Tile => ({ ...slot(column), ...pixels, revision });

/** A server whose answers are given by hand. */
function handServer() {
  const open = new Map<
    number,
    { answer: (value: TilePixels) => void; fail: (error: Error) => void; request: TileRequest; signal: AbortSignal }
  >();
  const fetchTile = (request: TileRequest, signal: AbortSignal): Promise<TilePixels> =>
    new Promise((answer, fail) => {
      open.set(request.column, { answer, fail, request, signal });
      signal.addEventListener('abort', () => {
        open.delete(request.column);
        fail(new Error('aborted'));
      });
    });
  const take = (column: number) => {
    const entry = open.get(column);
    open.delete(column);
    if (entry === undefined) throw new Error(`Nobody asked for column ${column}.`);
    return entry;
  };
  return { fetchTile, asked: () => [...open.keys()], take };
}

const ignore = (): void => undefined;

/** Fails each time and counts. */
function failing(error: Error) {
  let tries = 0;
  let givenUp = 0;
  return {
    options: {
      parallel: 1,
      onTile: ignore,
      fetchTile: (): Promise<TilePixels> => {
        tries += 1;
        return Promise.reject(error);
      },
      onError: () => {
        givenUp += 1;
      },
    },
    tries: () => tries,
    givenUp: () => givenUp,
  };
}

const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

describe('the cache', () => {
  it('throws out the least recently used beyond its bytes, but nothing on screen', () => {
    const cache = new TileCache(48);
    for (let column = 0; column < 5; column += 1) cache.put(tile(column, 0), 0);
    cache.get(slot(1));
    cache.trim(new Set(['after/0/0/0']));
    expect([0, 1, 2, 3, 4].map((column) => cache.get(slot(column)) !== null)).toEqual([true, true, false, false, true]);
    expect(cache.bytes).toBe(48);
  });

  it('keeps an outdated tile, says so, and takes no older one in its place', () => {
    const cache = new TileCache(1000);
    cache.put(tile(0, 3), 3);
    cache.outdate(5, () => true);
    const old = cache.get(slot(0))?.revision;
    cache.put(tile(0, 2), 5);
    const still = cache.get(slot(0))?.revision;
    const isFresh = cache.isFresh(slot(0));
    cache.put(tile(0, 5), 5);
    expect([old, still, isFresh, cache.isFresh(slot(0)), cache.bytes]).toEqual([3, 3, false, true, 16]);
  });
});

describe('the loader', () => {
  it('asks for the most urgent, a few at a time, and gives up what is not wanted any more', async () => {
    const server = handServer();
    const came: number[] = [];
    const loader = new TileLoader({
      fetchTile: server.fetchTile,
      parallel: 2,
      onTile: ({ column }) => came.push(column),
      onError: ignore,
    });
    const requests = (columns: number[]): TileRequest[] => columns.map((column) => ({ ...slot(column), revision: 1 }));
    loader.want(requests([3, 1, 2]));
    expect(server.asked()).toEqual([3, 1]);
    server.take(1).answer(pixels);
    await settle();
    expect(server.asked()).toEqual([3, 2]);
    loader.want(requests([2, 5]));
    expect(server.asked()).toEqual([2, 5]);
    expect(came).toEqual([1]);
    loader.dispose();
  });

  it('tries again later each time and tells once it gave up', async () => {
    const busy = failing(new Error('busy'));
    const loader = new TileLoader({ ...busy.options, retryAfterMs: [5, 10] });
    loader.want([{ ...slot(0), revision: 1 }]);
    await expect.poll(busy.givenUp).toBe(1);
    loader.want([{ ...slot(0), revision: 1 }]);
    const before = busy.tries();
    loader.want([{ ...slot(0), revision: 2 }]);
    expect([before, busy.tries()]).toEqual([3, 4]);
    loader.dispose();
  });

  it('does not ask twice for what is not there', async () => {
    const gone = failing(new TileUnavailable('gone'));
    const loader = new TileLoader(gone.options);
    loader.want([{ ...slot(0), revision: 1 }]);
    await expect.poll(gone.givenUp).toBe(1);
    loader.want([{ ...slot(0), revision: 1 }]);
    expect(gone.tries()).toBe(1);
  });
});

describe('the store', () => {
  it('takes a tile that was outdated on its way, and asks for it again', async () => {
    const server = handServer();
    const store = new TileStore({
      fetchTile: server.fetchTile,
      cacheBytes: 1000,
      parallel: 4,
      onTile: ignore,
      onError: ignore,
    });
    store.restart(1);
    store.want([slot(0), slot(1)]);
    store.outdate(2, ({ column }) => column === 0);
    for (const column of [0, 1]) server.take(column).answer(pixels);
    await settle();
    expect([store.get(slot(0))?.revision, store.isFresh(slot(0)), store.isFresh(slot(1))]).toEqual([1, false, true]);
    store.want([slot(0), slot(1)]);
    expect(server.take(0).request.revision).toBe(2);
    expect(store.missing).toBe(1);
    store.dispose();
  });

  it('lets what may wait be out of date, but not be missing', async () => {
    const server = handServer();
    const options = { fetchTile: server.fetchTile, cacheBytes: 1000, parallel: 4, onTile: ignore, onError: ignore };
    const store = new TileStore(options);
    store.restart(1);
    store.want([slot(0), slot(1)]);
    for (const column of [0, 1]) server.take(column).answer(pixels);
    await settle();
    store.outdate(2, () => true);
    store.want([slot(0), slot(1), slot(2)], ({ column }) => column > 0);
    expect([server.asked(), store.missing]).toEqual([[0, 2], 3]);
    store.want([slot(0), slot(1), slot(2)]);
    expect(server.asked()).toEqual([0, 2, 1]);
    store.dispose();
  });

  it('keeps tiles when only the revision grows, and nothing of another picture', async () => {
    const store = new TileStore({
      fetchTile: () => Promise.resolve(pixels),
      cacheBytes: 1000,
      parallel: 4,
      onTile: ignore,
      onError: ignore,
    });
    store.restart(1);
    store.want([slot(0)]);
    await settle();
    store.advance(7);
    const kept = store.isFresh(slot(0));
    store.restart(0);
    expect([kept, store.get(slot(0)), store.revision]).toEqual([true, null, 0]);
    store.dispose();
  });
});
