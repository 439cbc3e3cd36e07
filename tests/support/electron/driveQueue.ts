/** Runs the built shell against the stand-in as file managers and the icon beside the clock do; prints what happened. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { QueueSummary } from '../../../src/shared/contract/queue.ts';
import { connectPage } from './connectPage.ts';
import * as electron from './standIn.ts';
import { until } from './until.ts';

const photos = process.argv.slice(2);
const [first = '', ...others] = photos;
process.argv.splice(2, photos.length, '--restore', first);
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
await until(() => electron.calls.includes('loadURL'));
await wait(100);
const { window, services, ready } = connectPage();
let summary: QueueSummary | null = null;
let requests = 0;
services.queue.on('changed', (change) => {
  summary = change.summary;
});
services.shell.on('queued', () => {
  requests += 1;
});
await ready;
const now = (): QueueSummary | null => summary;
const tray = (): electron.Tray | undefined => electron.trays.at(-1);
const click = (label: string): void =>
  tray()
    ?.menu.find((item) => item.label === label)
    ?.click?.();
const close = (): boolean => {
  let prevented = false;
  window.emit('close', { preventDefault: () => (prevented = true) });
  return prevented;
};

await until(() => requests === 1);
// No photo is done before everything has been tried that is only there while they are at work.
const networks = holdNetworks();
// A file manager that starts a process for each photo of a selection; Chromium has mixed up what each was given.
for (const photo of others) {
  const args = ['electron', '.', '--restore', '--preset', 'nothing of this name', photo];
  electron.app.emit('second-instance', {}, [photo, '--restore'], '/', { args, folder: '/' });
}
await until(() => electron.errorBoxes.length === 1);
for (const photo of others) {
  electron.app.emit('second-instance', {}, [photo], '/', { args: ['electron', '.', '--restore', photo], folder: '/' });
}
await until(() => requests === 2);
await until(() => tray() !== undefined);
click('Pause');
await until(() => now()?.state === 'paused');
await until(() => tray()?.menu.some(({ label }) => label === 'Go on') === true);
const paused = { tip: tray()?.tip, counts: now()?.counts, labels: tray()?.menu.flatMap(({ label }) => label ?? []) };
// Held, the window does not go without a question.
const askedPaused = [close(), electron.asked.at(-1)?.message, window.isShown];
click('Go on');
await until(() => now()?.state === 'running');
await until(() => tray()?.tip.includes('restored') === true);
const hidden = [close(), window.isShown];
click('Show the window');
const shownAgain = window.isShown;
const asksToQuit = electron.asked.length;
electron.app.emit('before-quit');
const quit = [close(), electron.asked.length - asksToQuit];
close();
networks.letGoOn();
await until(() => now()?.state === 'idle' && electron.app.quits > 0);

process.stdout.write(
  `${JSON.stringify({
    paused,
    askedPaused,
    hidden,
    shownAgain,
    quit,
    errors: electron.errorBoxes,
    told: electron.told,
    quits: electron.app.quits,
    trayIsGone: tray()?.isDestroyed,
    results: readdirSync(dirname(first))
      .filter((name) => name.includes('-restored'))
      .toSorted(),
  })}\n`,
);
process.exit(0);

/** The processes of networks, those that come too, stand still until they are let go on. */
function holdNetworks(): { letGoOn: () => void } {
  const signalAll = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const { file, pid } of electron.running) {
      if (file.includes('inferenceProcess') && pid !== undefined) process.kill(pid, signal);
    }
  };
  const { fork } = electron.utilityProcess;
  electron.utilityProcess.fork = (...given) => {
    const child = fork(...given);
    signalAll('SIGSTOP');
    return child;
  };
  signalAll('SIGSTOP');
  return {
    letGoOn: () => {
      electron.utilityProcess.fork = fork;
      signalAll('SIGCONT');
    },
  };
}
