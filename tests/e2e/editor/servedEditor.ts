/** The real editor in a browser: the built `patina serve`, real models, Chromium, and photos made for the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { startChromium } from '../../support/chromium.ts';
import {
  type EditorOptions,
  type EditorUnderTest,
  makeHome,
  softwareFlags,
  usualLanguage,
  usualViewport,
  watchPage,
} from './editorUnderTest.ts';

const printedSchema = z.object({ address: z.string() });

export async function serveEditor(options: EditorOptions = {}): Promise<EditorUnderTest> {
  const home = await makeHome(options);
  const server = spawn(process.execPath, ['out/cli/index.js', 'serve', '--json', home.photos], {
    env: home.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await printedAddress(server);
  const browser = await startChromium({
    viewport: options.viewport ?? usualViewport,
    flags: [...softwareFlags],
    locale: options.language ?? usualLanguage,
    acceptDownloads: true,
  });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const watched = await watchPage(page, options.colourScheme);
  await page.goto(address);
  await page.locator('.emptyTitle').waitFor();
  return {
    host: 'browser',
    page,
    photos: home.photos,
    ...watched,
    async choosePhoto(name) {
      await page.keyboard.press('Control+o');
      for (const entry of ['photos', ...name.split('/')]) {
        await page.locator('.entries .rowButton', { hasText: entry }).click();
      }
    },
    async takeExport() {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download' }).click();
      const download = await waiting;
      return { name: download.suggestedFilename(), path: await download.path() };
    },
    killEngine: async () => killEngineOf(server),
    async close() {
      await browser.close();
      server.kill('SIGINT');
      await new Promise((resolve) => server.once('exit', resolve));
      home.remove();
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

function killEngineOf(server: ChildProcess): void {
  const listing = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = listing
    .split('\n')
    .map((each) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(each))
    .find((match) => Number(match?.[2]) === server.pid && match?.[3]?.includes('engineProcess') === true);
  if (line === undefined || line === null) throw new Error('The engine process was not found.');
  process.kill(Number(line[1]), 'SIGKILL');
}
