import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { appPaths } from '../host/appPaths.ts';
import { installedApplication } from '../host/integration/installedApplication.ts';
import {
  type IntegrationPlaces,
  installIntegration,
  integrationStatus,
  removeIntegration,
} from '../host/integration/integration.ts';
import { verbsFor } from '../host/integration/verbs.ts';
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

/** `patina integrate`: "Restore with Patina" in the file managers of this user. */
export async function integrateCommand(raw: unknown, terminal: Terminal): Promise<number> {
  const { install, remove, json } = parseOptions(optionsSchema, raw);
  const { data } = appPaths();
  const places: IntegrationPlaces = {
    platform: process.platform,
    home: homedir(),
    environment: process.env,
    record: join(data, 'integration.json'),
  };
  if (install) {
    const presets = await openPresets().names();
    const application = await installedApplication(places);
    const command = application === null ? [process.execPath, resolve(process.argv[1] ?? '')] : [application];
    const verbs = verbsFor(presets, application === null ? 'command' : 'application');
    const files = await installIntegration(verbs, command, places);
    if (json) terminal.result(JSON.stringify({ installed: true, files }));
    else for (const file of files) terminal.result(file);
    terminal.say('Installed for this user. Presets saved later appear when this is run again.');
  } else if (remove) {
    const kept = await removeIntegration(places);
    if (json) terminal.result(JSON.stringify({ installed: false, kept }));
    for (const file of kept) terminal.say(`${file} was changed by somebody else and stays.`);
    if (kept.length === 0) terminal.say('Nothing of Patina is left in the file managers.');
  } else {
    const status = await integrationStatus(places);
    if (json) terminal.result(JSON.stringify({ installed: status !== null, ...status }));
    else if (status === null) terminal.result('not installed');
    else for (const { path, state } of status.files) terminal.result(`${state.padEnd(7)}  ${path}`);
  }
  return exitCodes.done;
}
