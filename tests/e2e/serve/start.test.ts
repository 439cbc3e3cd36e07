import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnChromium, startChromium } from '../../support/chromium.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { patience } from '../editor/patience.ts';

/** `npm start` where neither Electron's binary nor a desktop with a browser can be had. */
let started: ChildProcess;
let said = '';
let address = '';
let exited: Promise<number | null>;
let browser: OwnChromium | undefined;

beforeAll(async () => {
  const [data, cache, scratch, noElectron] = await Promise.all([1, 2, 3, 4].map(() => temporaryFolder()));
  started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: {
      ...process.env,
      PATINA_HOST: '',
      PATINA_DATA: data,
      PATINA_CACHE: cache,
      PATINA_SCRATCH: scratch,
      ELECTRON_OVERRIDE_DIST_PATH: noElectron,
      // Nothing listens there.
      ELECTRON_MIRROR: 'http://127.0.0.1:1',
      PATH: noElectron,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  exited = new Promise((resolve) => started.once('exit', resolve));
  started.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  if (started.stdout === null) throw new Error('The program has no standard output.');
  for await (const line of createInterface({ input: started.stdout })) {
    address = line;
    break;
  }
});
afterAll(async () => {
  await browser?.close();
  started.kill('SIGKILL');
});

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

const lines = (): string[] => said.trim().split('\n');

it('says in one line why there is no Electron, and prints an address', async () => {
  // What is said here and what is printed there come by two ways.
  await expect
    .poll(() => lines().filter((line) => line.includes('Electron')), patience)
    .toEqual(['Electron’s binary is not here and cannot be downloaded: opening the same editor in a browser.']);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  await expect.poll(lines, patience).toContain('No browser could be started. Open the address yourself.');
});

it('opens the editor with the sample photo behind that address', async () => {
  browser = await startChromium();
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(address);
  await expect.poll(() => page.locator('.pictureTitle').allInnerTexts(), patience).toEqual(['sample.jpg']);
});

it('ends cleanly on Ctrl-C, with all its processes', async () => {
  const children = execFileSync('pgrep', ['-P', String(started.pid)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  started.kill('SIGINT');
  expect(await exited).toBe(0);
  await expect(fetch(address)).rejects.toThrow('fetch failed');
  const living = (): string[] => children.filter((id) => isAlive(Number(id)));
  await expect.poll(living, patience).toEqual([]);
});
