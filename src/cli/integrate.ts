import { resolve } from 'node:path';
import * as z from 'zod';
import { FileManagerMenu, type MenuCaller, userPlaces } from '../host/integration/fileManagerMenu.ts';
import { installedApplication } from '../host/integration/installedApplication.ts';
import { integrationStatus } from '../host/integration/integration.ts';
import { exitCodes } from './exitCodes.ts';
import { parseOptions } from './options.ts';
import { openPresets } from './presets.ts';
import type { Terminal } from './terminal.ts';

const optionsSchema = z
  .strictObject({
    install: z.boolean().default(false),
    remove: z.boolean().default(false),
    status: z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine(({ install, remove, status }) => Number(install) + Number(remove) + Number(status) === 1, {
    message: 'give one of --install, --remove and --status',
  });

/** The installed application where there is one, else this command line. */
export async function menuCaller(): Promise<MenuCaller> {
  const application = await installedApplication(userPlaces());
  return application === null
    ? { target: 'command', command: [process.execPath, resolve(process.argv[1] ?? '')] }
    : { target: 'application', command: [application] };
}

/** `patina integrate`: "Restore with Patina" in the file managers of this user. */
export async function integrateCommand(raw: unknown, terminal: Terminal): Promise<number> {
  const { install, remove, json } = parseOptions(optionsSchema, raw);
  const menu = new FileManagerMenu(userPlaces(), menuCaller);
  if (install) {
    const files = await menu.offer(await openPresets().names());
    if (json) terminal.result(JSON.stringify({ installed: true, files }));
    else for (const file of files) terminal.result(file);
    terminal.say('Installed for this user. Presets that the editor saves later appear by themselves.');
  } else if (remove) {
    const kept = await menu.withdraw();
    if (json) terminal.result(JSON.stringify({ installed: false, kept }));
    for (const file of kept) terminal.say(`${file} was changed by somebody else and stays.`);
    if (kept.length === 0) terminal.say('Nothing of Patina is left in the file managers.');
  } else {
    const [installed, status] = [await menu.isOffered(), await integrationStatus(userPlaces())];
    if (json) terminal.result(JSON.stringify({ installed, ...status }));
    else if (!installed) terminal.result('not installed');
    else if (status === null) terminal.result('installed by the installer');
    else for (const { path, state } of status.files) terminal.result(`${state.padEnd(7)}  ${path}`);
  }
  return exitCodes.done;
}
