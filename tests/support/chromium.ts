/**
 * Finds the Chromium that the browser tests drive: CHROMIUM_PATH, the system's, Playwright's own; as root on Debian it
 * installs the distribution's package where none is there. Otherwise one line says what is missing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium, type LaunchOptions, type ViewportSize } from 'playwright-core';

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Nothing of Chromium speaks to the network, asks a question, or needs a graphics card. */
const quietFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
  // Putting a window together by SwiftShader costs 70 ms of processor a frame, without it 1 ms; WebGL stays by SwiftShader.
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Path of a Chromium program; throws one sentence where there is none and none may be installed. */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const found = onPath() ?? playwrightsOwn();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore' });
    const installed = onPath();
    if (installed !== null) return installed;
  }
  throw new Error(
    'Browser tests need Chromium: install it (Debian: apt-get install chromium), or npx playwright-core install chromium, or set CHROMIUM_PATH.',
  );
}

function onPath(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/google/chrome'];
  const macs = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const places = folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => programNames.map((name) => join(folder, name)));
  return [...places, ...macs].find((place) => existsSync(place)) ?? null;
}

function playwrightsOwn(): string | null {
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

/** A started Chromium with an empty profile of its own. */
export interface OwnChromium {
  readonly context: BrowserContext;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** Starts Chromium with an empty profile. `flags` are added to the quiet ones. */
export async function startChromium(
  options: {
    viewport?: ViewportSize;
    deviceScaleFactor?: number;
    flags?: string[];
    acceptDownloads?: boolean;
    locale?: string;
  } = {},
): Promise<OwnChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'patina-chromium-'));
  const launch: LaunchOptions = {
    executablePath: findChromium(),
    args: [...quietFlags, ...(options.flags ?? [])],
    env: { ...process.env, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
  };
  const start = (attempt: number): Promise<BrowserContext> =>
    chromium.launchPersistentContext(join(profile, `profile-${attempt}`), {
      ...launch,
      timeout: 120_000,
      viewport: options.viewport ?? { width: 1440, height: 900 },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      acceptDownloads: options.acceptDownloads ?? false,
      locale: options.locale ?? 'en-US',
    });
  // On a loaded machine Chromium now and then never answers its pipe: a second start, with a new profile, does.
  const context = await start(1).catch(() => start(2));
  // A loaded machine without a graphics card is slow, not broken.
  context.setDefaultTimeout(120_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
