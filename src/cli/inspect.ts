import * as z from 'zod';
import { deviceTitles } from '../engine/inference/chooseDevice.ts';
import { diagnoseInference } from '../engine/inference/doctor.ts';
import { understand } from '../engine/instruction/understand.ts';
import type { DeviceName } from '../engine/ports.ts';
import { planSchema } from '../shared/model/instruction.ts';
import { exitCodes } from './exitCodes.ts';
import { withInterrupt } from './interrupt.ts';
import { parseOptions } from './options.ts';
import { planLines } from './planText.ts';
import type { Terminal } from './terminal.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const jsonOptionSchema = z.strictObject({ json: z.boolean().default(false) });
const mebibyte = 1024 * 1024;

/** `patina understand TEXT`: the plan, without running it. */
export function understandCommand(text: string, raw: unknown, terminal: Terminal): Promise<number> {
  const { json } = parseOptions(jsonOptionSchema, raw);
  return withWorkbench(async (workbench, signal) => {
    const { plan } = await understand(text, workbench.encoder(), signal);
    if (json) terminal.result(JSON.stringify(planSchema.parse(plan)));
    else for (const line of planLines(plan.steps)) terminal.result(line.trim());
    if (plan.declined !== null) terminal.say(`${plan.declined.reason} ${plan.declined.suggestion}`);
    return plan.steps.length === 0 ? exitCodes.declined : exitCodes.done;
  });
}

/** `patina models`: what is installed, its licence, measured quality and checksum state. */
export function modelsCommand(raw: unknown, terminal: Terminal): Promise<number> {
  const { json } = parseOptions(jsonOptionSchema, raw);
  return withWorkbench(async ({ packs }, signal) => {
    const reports = await packs.list(signal);
    for (const { id, folder, state, problem, manifest } of reports) {
      if (json) {
        const about = manifest === null ? null : { ...manifest, files: undefined };
        terminal.result(JSON.stringify({ id, folder, state, problem, manifest: about }));
        continue;
      }
      terminal.result(`${id}  ${manifest?.title ?? 'unreadable'}  ${manifest?.version ?? ''}  checksum ${state}`);
      if (problem !== null) terminal.result(`  ${problem}`);
      if (manifest === null) continue;
      terminal.result(`  folder   ${folder}`);
      terminal.result(`  licence  ${manifest.licence}`);
      for (const [name, value] of Object.entries(manifest.measured)) terminal.result(`  ${name}  ${value}`);
    }
    if (reports.length === 0)
      terminal.say('No models are installed. Set PATINA_MODELS to their folder or reinstall Patina.');
    return reports.every((report) => report.state === 'ok') ? exitCodes.done : exitCodes.inferenceFailed;
  });
}

/** `patina doctor`: providers found, which one will run and why, memory, versions. */
export function doctorCommand(raw: unknown, terminal: Terminal): Promise<number> {
  const { json } = parseOptions(jsonOptionSchema, raw);
  return withWorkbench(async ({ devices }, signal) => {
    const onTrial = (device: DeviceName) => terminal.say(`Trying ${deviceTitles[device]} ...`);
    const diagnosis = await diagnoseInference({ ...devices, onTrial }, signal);
    if (json) {
      terminal.result(JSON.stringify(diagnosis));
      return diagnosis.device === null ? exitCodes.inferenceFailed : exitCodes.done;
    }
    const { memoryBytes } = diagnosis;
    const inMebibytes = (bytes: number): string => `${Math.round(bytes / mebibyte)} MiB`;
    terminal.result(`machine   ${diagnosis.platform}, ${diagnosis.cores} cores`);
    terminal.result(`memory    ${inMebibytes(memoryBytes.total)}, ${inMebibytes(memoryBytes.free)} free`);
    terminal.result(`node      ${diagnosis.node}`);
    terminal.result(`runtime   ONNX Runtime ${diagnosis.process?.onnxRuntime ?? 'does not start'}`);
    terminal.result(`device    ${diagnosis.reason}`);
    for (const { device, usable, reason } of diagnosis.providers) {
      terminal.result(`  ${usable ? '+' : '-'} ${device.padEnd(9)} ${reason}`);
    }
    return diagnosis.device === null ? exitCodes.inferenceFailed : exitCodes.done;
  });
}

async function withWorkbench(work: (workbench: Workbench, signal: AbortSignal) => Promise<number>): Promise<number> {
  const workbench = await openWorkbench();
  try {
    return await withInterrupt((signal) => work(workbench, signal));
  } finally {
    await workbench.close();
  }
}
