import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FileManagerMenu } from '../../../src/host/integration/fileManagerMenu.ts';
import { contract } from '../../../src/shared/contract/index.ts';
import { createClient, type RpcClient } from '../../../src/shared/rpc/client.ts';
import { inProcessPair } from '../../../src/shared/rpc/inProcess.ts';
import type { ChildTransport } from '../../../src/shared/rpc/transport.ts';
import { type ServedEditor, serveEditor } from '../../../src/webhost/serveEditor.ts';
import { socketTransport } from '../../../src/webhost/socketTransport.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** An engine that never answers: the server must hold its doors without one. */
function silentEngine(): ChildTransport {
  const [near] = inProcessPair();
  return Object.assign(near, { processId: undefined, kill: () => near.close() });
}

let editor: ServedEditor;
let cookie: string;
let base: string;
let photos: string;

beforeAll(async () => {
  const page = await temporaryFolder();
  photos = await temporaryFolder();
  const outside = await temporaryFolder();
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Patina</title>');
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'assets', 'index-AbCd1234.js'), 'export {};');
  await writeFile(join(page, 'secret'), 'no type');
  await writeFile(join(outside, 'secret.json'), '{}');
  await symlink(join(outside, 'secret.json'), join(page, 'leak.json'));
  await writeFile(join(photos, 'b.jpg'), 'jpeg');
  await writeFile(join(photos, 'a 10.png'), 'png');
  await writeFile(join(photos, 'a 9.png'), 'png');
  await writeFile(join(photos, 'notes.txt'), 'text');
  await mkdir(join(photos, 'more'));
  await symlink(outside, join(photos, 'away'));
  editor = await serveEditor({
    port: 0,
    paths: [photos],
    page,
    data: await temporaryFolder(),
    scratch: await temporaryFolder(),
    fileManager: new FileManagerMenu(
      { platform: 'linux', home: page, environment: {}, record: join(page, 'integration.json') },
      async () => ({ target: 'command', command: ['patina'] }),
    ),
    spawnEngine: silentEngine,
  });
  base = `http://127.0.0.1:${editor.port}`;
  const entered = await fetch(editor.newAddress(), { redirect: 'manual' });
  cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => editor.close());

const get = (path: string, headers: Record<string, string> = { cookie }) => fetch(`${base}${path}`, { headers });
/** A request whose path and host header are sent as they stand. */
const raw = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: editor.port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
const connect = (headers: Record<string, string>, path = '/rpc'): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${editor.port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });

describe('the door of patina serve', () => {
  it('trades a token for a cookie that scripts and other sites cannot use, once', async () => {
    const address = editor.newAddress();
    const first = await fetch(address, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toMatch(/^patina-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(first.headers.get('location')).toBe('/');
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403);
  });

  it('listens on this machine only', () => {
    expect(editor.newAddress()).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('refuses everything without the cookie', async () => {
    for (const path of ['/', '/assets/index-AbCd1234.js', '/tiles/a/after/0/0/0/0', '/downloads/x/y']) {
      expect((await get(path, {})).status).toBe(403);
    }
    expect((await get('/', { cookie: `${cookie}x` })).status).toBe(403);
    expect((await get('/?token=wrong', {})).status).toBe(403);
  });

  it('refuses a foreign host name, a foreign origin and a foreign page', async () => {
    expect(await raw('/', { cookie, host: 'evil.example' })).toBe(421);
    expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('answers nothing but GET', async () => {
    expect((await fetch(base, { method: 'POST', headers: { cookie } })).status).toBe(405);
  });

  it('puts the security headers on every answer, refusals too', async () => {
    for (const answer of [await get('/'), await get('/nothing'), await get('/', {})]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    }
  });
});

describe('files of the page', () => {
  it('are served with their type, hashed ones for ever', async () => {
    const page = await get('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const script = await get('/assets/index-AbCd1234.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/../../x.json',
    '/%00.html',
    '/%',
  ])('stay inside their folder: %s', async (path) => {
    expect(await raw(path, { cookie, host: `127.0.0.1:${editor.port}` })).toBe(404);
  });

  it('do not follow links out of it and have a known type', async () => {
    expect((await get('/leak.json')).status).toBe(404);
    expect((await get('/secret')).status).toBe(404);
  });
});

describe('the socket', () => {
  it('opens for our own page only', async () => {
    const origin = base;
    await expect(connect({ origin })).rejects.toThrow(/403/);
    await expect(connect({ cookie })).rejects.toThrow(/403/);
    await expect(connect({ cookie, origin: 'https://evil.example' })).rejects.toThrow(/403/);
    await expect(connect({ cookie, origin }, '/other')).rejects.toThrow(/403/);
    const socket = await connect({ cookie, origin });
    socket.close();
  });

  it('closes on what is not JSON', async () => {
    const socket = await connect({ cookie, origin: base });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('{');
    expect(await closed).toBe(1007);
  });
});

describe('the shell of a browser', () => {
  let client: RpcClient<typeof contract>;
  beforeAll(async () => {
    client = createClient(contract, socketTransport(await connect({ cookie, origin: base })));
    await client.ready;
  });

  it('lists granted folders: folders first, pictures by number, nothing hidden, no way out', async () => {
    const [root] = await client.services.shell.roots({});
    const entries = await client.services.shell.list({ folder: root?.grant ?? crypto.randomUUID() });
    expect(entries.map(({ name }) => name)).toEqual(['more', 'a 9.png', 'a 10.png', 'b.jpg']);
  });

  it('knows no path that was not granted', async () => {
    const forged = crypto.randomUUID() as never;
    await expect(client.services.shell.list({ folder: forged })).rejects.toMatchObject({ code: 'input-missing' });
    await expect(client.services.shell.reveal({ grant: forged })).rejects.toMatchObject({ code: 'usage' });
  });

  it('puts the pieces of an upload together under a harmless name', async () => {
    const send = (piece: string, last: boolean) =>
      client.services.shell.upload({ upload: 'u1', name: '../../evil\u0000.jpg', piece, last });
    expect(await send(Buffer.from('first ').toString('base64'), false)).toEqual({ grant: null });
    const { grant } = await send(Buffer.from('second').toString('base64'), true);
    expect(grant).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps preferences and tells everybody', async () => {
    const heard = new Promise((resolve) => client.services.system.on('settingsChanged', resolve));
    void client.services.system.changeSettings({ theme: 'light' }).catch(() => undefined);
    expect(await heard).toMatchObject({ theme: 'light', language: 'system' });
    expect(await client.services.system.settings({})).toMatchObject({ theme: 'light' });
  });
});
