/** Runs the shell that lies in the current folder against the stand-in, restores one photo with it, and says how it went. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Entry } from '../../../src/shared/contract/shell.ts';
import { connectPage } from './connectPage.ts';
import * as electron from './standIn.ts';

const [photo = ''] = process.argv.splice(2);
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
while (!electron.calls.includes('loadURL')) await new Promise((resolve) => setTimeout(resolve, 20));
const { ours, services, ready } = connectPage();
await ready;
const { models } = await services.system.info({});
const granted = (await electron.ipcMain.handlers.get('patina:grant')?.(ours, [photo])) as Entry[];
const [entry] = granted;
if (entry === undefined) throw new Error('The photo was not granted.');
const { info } = await services.picture.open({ grant: entry.grant });
const plan = await services.instruction.understand({ text: 'remove the noise' });
const [step] = plan.steps;
if (step === undefined) throw new Error('The sentence gave no step.');
const { confidence: _confidence, ...newStep } = step;
await services.edit.add({ document: info.id, steps: [newStep], at: null });
const ended = new Promise<string>((resolve) => {
  services.work.on('progress', ({ kind, state, error }) => {
    if (kind === 'restore' && !['waiting', 'running'].includes(state)) resolve(error?.message ?? state);
  });
});
await services.work.run({ document: info.id, upTo: null });
const result = { models: models.map(({ id }) => id).sort(), step: step.operation, job: await ended };
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
