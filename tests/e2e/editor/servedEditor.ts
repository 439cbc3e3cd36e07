/** The real editor as a person has it: the built `patina serve`, real models, a browser, and photos made for the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startChromium } from '../../support/chromium.ts';

/** Drawing in software without a graphics card is quicker than imitating one; the viewer's own tests use WebGL. */
const softwareFlags = ['--disable-gpu', '--disable-software-rasterizer'];

export interface ServedEditor {
  readonly page: Page;
  /** The folder that the editor may open photos from. */
  readonly photos: string;
  /** What the page complained about on its console. */
  readonly complaints: readonly string[];
  /** Addresses of all tiles that the page was given, in their order. */
  readonly tiles: readonly string[];
  /** Kills the engine process as the system would: without a word. */
  killEngine(): void;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly makePhotos?: (folder: string) => Promise<unknown>;
  readonly viewport?: { width: number; height: number };
  readonly colourScheme?: 'dark' | 'light';
  readonly language?: string;
}

const printedSchema = z.object({ address: z.string() });

export async function serveEditor(options: ServeOptions = {}): Promise<ServedEditor> {
  const home = mkdtempSync(join(tmpdir(), 'patina-served-'));
  const photos = join(home, 'photos');
  mkdirSync(photos);
  await options.makePhotos?.(photos);
  const server = spawn(process.execPath, ['out/cli/index.js', 'serve', '--json', photos], {
    env: {
      ...process.env,
      PATINA_DATA: join(home, 'data'),
      PATINA_CACHE: join(home, 'cache'),
      PATINA_SCRATCH: join(home, 'scratch'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await printedAddress(server);
  const browser = await startChromium({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    flags: softwareFlags,
    locale: options.language ?? 'en-US',
    acceptDownloads: true,
  });
  const complaints: string[] = [];
  const tiles: string[] = [];
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await preparePage(page, complaints, tiles, options.colourScheme ?? 'dark');
  await page.goto(address);
  await page.locator('.emptyTitle').waitFor();
  return {
    page,
    photos,
    complaints,
    tiles,
    killEngine: () => killEngineOf(server),
    async close() {
      await browser.close();
      server.kill('SIGINT');
      await new Promise((resolve) => server.once('exit', resolve));
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function printedAddress(server: ChildProcess): Promise<string> {
  let trouble = '';
  server.stderr?.on('data', (text: Buffer) => {
    trouble += text.toString();
  });
  if (server.stdout !== null) {
    for await (const line of createInterface({ input: server.stdout })) {
      return printedSchema.parse(JSON.parse(line)).address;
    }
  }
  throw new Error(`patina serve printed no address: ${trouble}`);
}

async function preparePage(
  page: Page,
  complaints: string[],
  tiles: string[],
  colourScheme: 'dark' | 'light',
): Promise<void> {
  page.setDefaultTimeout(90_000);
  await page.emulateMedia({ colorScheme: colourScheme, reducedMotion: 'reduce' });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/tiles/') && response.ok()) tiles.push(pathname);
  });
}

function killEngineOf(server: ChildProcess): void {
  const listing = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = listing
    .split('\n')
    .map((each) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(each))
    .find((match) => Number(match?.[2]) === server.pid && match?.[3]?.includes('engineProcess') === true);
  if (line === undefined || line === null) throw new Error('The engine process was not found.');
  process.kill(Number(line[1]), 'SIGKILL');
}
