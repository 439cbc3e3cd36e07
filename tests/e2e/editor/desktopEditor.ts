/** The real editor in Electron: the built shell in its own window. What the system would ask, the test answers. */
import { basename, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { electronFlags } from '../../../scripts/findElectron.ts';
import {
  type EditorOptions,
  type EditorUnderTest,
  makeHome,
  softwareFlags,
  usualLanguage,
  usualViewport,
  watchPage,
} from './editorUnderTest.ts';
import { patience } from './patience.ts';
import { answerClosing, answerOpening, engineProcessId, shownFiles, watchShown } from './shellAnswers.ts';

/** Starts the built shell with a binary of Electron, in folders of its own. */
export async function launchEditor(binary: string, options: EditorOptions = {}): Promise<EditorUnderTest> {
  const home = await makeHome(options);
  const language = options.language ?? usualLanguage;
  const shell = await _electron.launch({
    executablePath: binary,
    args: [...electronFlags(), ...softwareFlags, '--force-color-profile=srgb', `--lang=${language}`, '.'],
    // Playwright would switch the sandbox off for everybody; the window is to run as it does for a person.
    chromiumSandbox: true,
    // Where the system has several, Linux takes the language from here.
    env: { ...home.environment, LANGUAGE: language.replace('-', '_') },
    timeout: patience.timeout,
  });
  const page = await shell.firstWindow({ timeout: patience.timeout });
  const watched = await watchPage(page, options.colourScheme);
  await resize(shell, page, options.viewport ?? usualViewport);
  await shell.evaluate(answerClosing);
  await shell.evaluate(watchShown);
  await page.locator('.emptyTitle').waitFor();
  return {
    host: 'electron',
    page,
    photos: home.photos,
    ...watched,
    async choosePhoto(name) {
      await shell.evaluate(answerOpening, join(home.photos, name));
      await page.keyboard.press('ControlOrMeta+o');
    },
    async takeExport() {
      await page.getByRole('button', { name: 'Show in folder' }).click();
      const path = await vi.waitUntil(async () => (await shell.evaluate(shownFiles)).at(-1), patience);
      return { name: basename(path), path };
    },
    async killEngine() {
      process.kill(await shell.evaluate(engineProcessId), 'SIGKILL');
    },
    async close() {
      await shell.close();
      home.remove();
    },
  };
}

/** Gives the page the size that a browser's page would have: the window's own counts frame and menu. */
async function resize(shell: ElectronApplication, page: Page, { width, height }: { width: number; height: number }) {
  const window = await shell.browserWindow(page);
  const setSize = (own: BrowserWindow, size: { width: number; height: number }): void => {
    own.setMenuBarVisibility(false);
    own.setContentSize(size.width, size.height);
  };
  await window.evaluate(setSize, { width, height });
  await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, { width, height });
}
