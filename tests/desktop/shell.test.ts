import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandIds } from '../../src/renderer/commands/commands.ts';
import { photoFile } from '../support/photoFile.ts';
import { runShell } from './runShell.ts';

async function drive(): Promise<Record<string, unknown>> {
  const photo = await photoFile({ width: 96, height: 72, name: 'holiday.png' });
  const early = await photoFile({ width: 32, height: 24, name: 'early.png' });
  const { out, said, data } = await runShell('drive.ts', photo, early);
  const last = out.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`The shell said nothing useful: ${out}${said}`);
  return { ...(JSON.parse(last) as Record<string, unknown>), data, photo };
}

describe('the built shell', () => {
  let happened: Record<string, unknown>;
  beforeAll(async () => {
    happened = await drive();
  });

  it('does things in the order that Electron demands', () => {
    expect(happened['calls']).toEqual([
      'setPath',
      'enableSandbox',
      'privileged',
      'whenReady',
      'permissions',
      'network',
      'handle app',
      'loadURL',
    ]);
    expect(happened['privileged']).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });

  it('opens windows sandboxed, isolated and without Node', () => {
    expect(happened['webPreferences']).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  it('serves its own page with its policy, and nothing else', () => {
    expect(happened['pages']).toEqual({
      index: [200, 'text/html; charset=utf-8', "default-src 'none'"],
      escape: [404, 'text/plain; charset=utf-8', "default-src 'none'"],
      other: [404, 'text/plain; charset=utf-8', "default-src 'none'"],
      post: [405, 'text/plain; charset=utf-8', "default-src 'none'"],
    });
  });

  it('lets no style through but the page’s own, by a nonce of each answer', () => {
    const [first, second] = happened['nonces'] as [string, string, boolean][];
    expect(first).toEqual([expect.stringMatching(/^[\w-]{24}$/), first?.[0], false]);
    expect(second?.[0]).not.toBe(first?.[0]);
  });

  it('cancels every request that is not its own', () => {
    expect(happened['cancelled']).toEqual([true, true, true, true, true]);
    expect(happened['allowed']).toEqual([false, false, false]);
  });

  it('denies permissions, windows and navigation', () => {
    expect(happened).toMatchObject({
      // Check, devices, and two requests.
      permission: [false, false, false, false],
      windowOpen: { action: 'deny' },
      prevented: [true, true, true, true],
    });
  });

  it('talks to its own main frame only', () => {
    expect(happened).toMatchObject({ grantToStranger: [], portsForStrangers: 0 });
  });

  it('joins page, engine and networks', () => {
    expect(happened).toMatchObject({
      info: ['electron', 'cpu'],
      opened: ['holiday.png', 96],
      tile: [200, '96'],
      step: 'denoise',
      forked: ['/out/processes/engineProcess.js', '/out/processes/inferenceProcess.js'],
    });
  });

  it('keeps the file of its start, and one that the system sends at once, until a page is there', () => {
    expect(happened).toMatchObject({ isEarly: true, requestedEarly: ['holiday.png', 'early.png'] });
  });

  it('keeps what is its own where Patina’s data was sent', () => {
    expect(happened['userData']).toBe(join(String(happened['data']), 'desktop'));
  });

  it('can be told what a person would choose, and asked what it shows and runs', () => {
    const [named, running] = happened['engineIds'] as number[];
    expect([named, happened['shown']]).toEqual([running, ['holiday.png', happened['photo']]]);
  });

  it('ends after its engine, and only once', () => {
    expect(happened['quitting']).toEqual([
      { isHeldBack: true, quits: 0, engines: 1 },
      { isHeldBack: true, quits: 0, engines: 1 },
      { isHeldBack: false, quits: 1, engines: 0 },
    ]);
  });

  it('hands the files of a second start, of the system, and of its menu to the page', () => {
    expect(happened['requested']).toEqual(['holiday.png', 'holiday.png', 'holiday.png']);
    expect(happened['focused']).toBe(1);
  });

  it('speaks the user’s language in menus and dialogs, at once when it changes', () => {
    expect(happened['menuLabels']).toEqual([
      ['File', 'Edit', 'View', 'Window', 'Help'],
      ['文件', '编辑', '视图', '窗口', '帮助'],
      ['ファイル', '編集', '表示', 'ウインドウ', 'ヘルプ'],
    ]);
    expect(happened).toMatchObject({ unnamed: [], dialogs: ['照片', '写真'] });
  });

  it('lists recent files in the menu, and runs the page’s own commands', () => {
    expect(happened['recent']).toBe(1);
    expect((happened['commands'] as string[]).filter((id) => !(commandIds as readonly string[]).includes(id))).toEqual(
      [],
    );
    expect(happened['commands']).toContain('picture.export');
  });

  it('asks before an edit is lost that could not be saved, and only then', () => {
    expect(happened['asked']).toEqual([
      'The edit of “holiday.png” could not be saved.',
      '1 张照片的编辑无法保存：holiday.png。',
      '1 枚の写真の編集を保存できませんでした：holiday.png。',
      '1 枚の写真の編集を保存できませんでした：holiday.png。',
    ]);
    expect(happened).toMatchObject({ closedSaved: true, keptOpen: [true, true, true], closed: true });
  });
});

it('says in a dialog what kept the built shell from starting, and ends with a failure', async () => {
  const { code, said } = await runShell('failToStart.ts');
  expect(said.trim().split('\n')).toEqual(['Patina could not start: The page is not there.']);
  expect(code).toBe(1);
});

describe('the built preload', () => {
  const text = readFileSync('out/preload/index.cjs', 'utf8');

  it('is one CommonJS file that needs nothing but electron', () => {
    expect([...text.matchAll(/\brequire\((.*?)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
    expect(text).not.toMatch(/^\s*(import|export)\s/m);
  });

  it('puts one frozen object on the page, with a wire that waits for its port', async () => {
    const sent: unknown[] = [];
    const heard = new Map<string, (event: { ports: unknown[] }) => void>();
    let bridge: Record<string, unknown> = {};
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, value: Record<string, unknown>) => {
          bridge = { name, ...value, isFrozen: Object.isFrozen(value) };
        },
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: { ports: unknown[] }) => void) => heard.set(channel, listener),
        send: (channel: string) => sent.push(channel),
        invoke: async (channel: string, paths: unknown) => [channel, paths],
      },
      webUtils: { getPathForFile: (file: { path: string }) => file.path },
    };
    const module = { exports: {} };
    runInNewContext(text, { require: () => electron, module, exports: module.exports, process: { platform: 'linux' } });
    expect(bridge).toMatchObject({ name: 'patina', isFrozen: true, platform: 'linux', tileBase: '' });
    expect(sent).toEqual(['patina:connect']);
    const transport = bridge['transport'] as {
      post(m: unknown): Promise<void>;
      onMessage(l: (m: unknown) => void): void;
    };
    await transport.post('early');
    const { port1, port2 } = new MessageChannel();
    heard.get('patina:port')?.({ ports: [port1] });
    const answered = new Promise((resolve) => transport.onMessage(resolve));
    const arrived = new Promise((resolve) => {
      port2.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data));
      port2.start();
    });
    expect(await arrived).toBe('early');
    port2.postMessage('answer');
    expect(await answered).toBe('answer');
    port2.close();
    const grant = bridge['grantDropped'] as (files: unknown[]) => Promise<unknown>;
    expect(await grant([{ path: '/a.jpg' }])).toEqual(['patina:grant', ['/a.jpg']]);
  });
});
