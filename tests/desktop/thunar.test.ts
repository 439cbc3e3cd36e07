import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/**
 * The menu of a real file manager on a screen of its own. Needs thunar, xvfb, xdotool and dbus, and is asked for by
 * PATINA_TEST_FILE_MANAGER=1: where a menu opens is not ours to promise.
 */
const isAsked = process.env['PATINA_TEST_FILE_MANAGER'] === '1';
const run = promisify(execFile);
const display = ':98';
const photos = ["grandmother's 100% print.png", '祖母.png'];

let home: string;
let environment: NodeJS.ProcessEnv;
let screen: ReturnType<typeof spawn> | null = null;

beforeAll(async () => {
  if (!isAsked) return;
  home = await temporaryFolder();
  environment = {
    ...process.env,
    HOME: home,
    DISPLAY: display,
    XDG_DATA_HOME: join(home, 'share'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_RUNTIME_DIR: home,
    PATINA_DATA: join(home, 'data'),
    PATINA_CACHE: join(home, 'cache'),
  };
  await mkdir(join(home, 'photos'));
  const photo = await photoFile({ width: 200, height: 150, name: 'a.png' });
  for (const name of photos) await copyFile(photo, join(home, 'photos', name));
  screen = spawn('Xvfb', [display, '-screen', '0', '1000x700x24'], { stdio: 'ignore' });
});
afterAll(() => screen?.kill());

/** Selects everything and takes the third entry from the end of the menu: Properties, Open in Patina, Restore. */
const hands = `
thunar "$1" &
manager=$!
window=$(xdotool search --sync --onlyvisible --class thunar | tail -1)
sleep 8
xdotool windowsize --sync "$window" 900 600 windowmove "$window" 0 0 windowfocus "$window" sleep 1
xdotool mousemove 700 450 click 1 sleep 1 key ctrl+a sleep 1 key shift+F10 sleep 3 key Up sleep 1 key Up sleep 1 key Up sleep 1 key Return
for i in $(seq 240); do
  test "$(ls "$1" | grep -c restored)" -ge ${photos.length} && break
  sleep 1
done
sleep 2
kill $manager
`;

it.runIf(isAsked)('restores the photos that are selected in Thunar, beside them and once each', async () => {
  await run(process.execPath, ['out/cli/index.js', 'integrate', '--install'], { env: environment });
  const folder = join(home, 'photos');
  await run('dbus-run-session', ['--', 'sh', '-c', hands, 'sh', folder], { env: environment }).catch(
    // Killed with its manager, the session says so by its status.
    () => undefined,
  );
  const results = photos.map((name) => name.replace('.png', '-restored.png'));
  expect((await readdir(folder)).toSorted()).toEqual([...photos, ...results].toSorted());
});
