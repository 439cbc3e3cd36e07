/** What the specs know of an editor, whichever host shows it, and what is watched in its page. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { patience } from './patience.ts';

export interface EditorUnderTest {
  readonly host: 'browser' | 'electron';
  readonly page: Page;
  /** The folder that the editor may open photos from. */
  readonly photos: string;
  /** What the page complained about on its console. */
  readonly complaints: readonly string[];
  /** Addresses of all tiles that the page was given, in their order. */
  readonly tiles: readonly string[];
  /** Chooses a photo of the folder, or below it by a path with slashes, as a person does: in the page's own picker, or in the system's dialog. */
  choosePhoto(name: string): Promise<void>;
  /** Takes what the export that is shown has written: as a download, or from the folder that it is shown in. */
  takeExport(): Promise<{ readonly name: string; readonly path: string }>;
  /** Kills the engine process as the system would: without a word. */
  killEngine(): Promise<void>;
  close(): Promise<void>;
}

export interface EditorOptions {
  readonly makePhotos?: (folder: string) => Promise<unknown>;
  readonly viewport?: { width: number; height: number };
  readonly colourScheme?: 'dark' | 'light';
  readonly language?: string;
  /** Settings of Patina's own in place of the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const usualViewport = { width: 1280, height: 800 } as const;
export const usualLanguage = 'en-US';
/** Drawing in software without a graphics card is quicker than imitating one; the viewer's own tests use WebGL. */
export const softwareFlags = ['--disable-gpu', '--disable-software-rasterizer'] as const;

/** Folders of one run of the editor, and the environment that keeps it inside of them. */
export interface Home {
  readonly photos: string;
  readonly environment: Record<string, string>;
  remove(): void;
}

export async function makeHome({ makePhotos, environment }: EditorOptions): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'patina-served-'));
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  await makePhotos?.(photos);
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    photos,
    environment: {
      ...Object.fromEntries(inherited),
      PATINA_DATA: join(folder, 'data'),
      PATINA_CACHE: join(folder, 'cache'),
      PATINA_SCRATCH: join(folder, 'scratch'),
      // Where the file managers of this user look.
      XDG_DATA_HOME: join(folder, 'share'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      ...environment,
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Writes down what the page complains about and which tiles it is given, from now on. */
export async function watchPage(
  page: Page,
  colourScheme: EditorOptions['colourScheme'] = 'dark',
): Promise<{ complaints: readonly string[]; tiles: readonly string[] }> {
  const complaints: string[] = [];
  const tiles: string[] = [];
  page.setDefaultTimeout(patience.timeout);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/tiles/') && response.ok()) tiles.push(pathname);
  });
  await page.emulateMedia({ colorScheme: colourScheme, reducedMotion: 'reduce' });
  return { complaints, tiles };
}
