/** Runs the built shell against the stand-in, chooses to look for a newer version as often as is said, and prints what is said. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as electron from './standIn.ts';
import { until } from './until.ts';

const [times = ''] = process.argv.splice(2);
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
await until(() => electron.calls.includes('loadURL'));
const help = electron.menus.at(-1)?.find(({ role }) => role === 'help')?.submenu ?? [];
const item = help.find(({ label }) => label === 'Look for a newer version…');
for (let said = 1; said <= Number(times); said += 1) {
  electron.answers.messageBox = 0;
  item?.click?.();
  await until(() => electron.asked.length + electron.errorBoxes.length === said);
}
process.stdout.write(
  `${JSON.stringify({
    said: electron.asked.map(({ message }) => message),
    failed: electron.errorBoxes,
    opened: electron.calls.filter((call) => call.startsWith('open ')),
  })}\n`,
);
process.exit(0);
