import * as z from 'zod';
import { diagnoseFile } from '../engine/diagnoseFile.ts';
import { faultsFound } from '../engine/planPhoto.ts';
import { type ErrorCode, toAppError } from '../shared/base/errors.ts';
import { inEnglish } from '../shared/base/sentence.ts';
import { type Diagnosis, diagnosisSchema } from '../shared/model/diagnosis.ts';
import { exitCodeOfRun } from './exitCodes.ts';
import { withInterrupt } from './interrupt.ts';
import { parseOptions } from './options.ts';
import { planLines } from './planText.ts';
import type { Terminal } from './terminal.ts';
import { openWorkbench } from './workbench.ts';

const optionsSchema = z.strictObject({ json: z.boolean().default(false) });

/** `patina diagnose IN...`: what is wrong with each photo and what could be done. Resolves with the exit code. */
export async function diagnoseCommand(inputs: readonly string[], raw: unknown, terminal: Terminal): Promise<number> {
  const { json } = parseOptions(optionsSchema, raw);
  const workbench = await openWorkbench();
  const failures: ErrorCode[] = [];
  try {
    return await withInterrupt(async (signal) => {
      for (const input of inputs) {
        try {
          const diagnosis = await diagnoseFile(input, workbench, 'en', signal);
          if (json) terminal.result(JSON.stringify({ input, ...diagnosisSchema.parse(diagnosis) }));
          else for (const line of diagnosisLines(input, diagnosis)) terminal.result(line);
        } catch (thrown) {
          const { code, message } = toAppError(thrown);
          failures.push(code);
          if (json) terminal.result(JSON.stringify({ input, error: { code, message } }));
          terminal.say(code === 'cancelled' ? message : `Not diagnosed: ${message}`);
          if (code === 'cancelled') break;
        }
      }
      return exitCodeOfRun(failures, inputs.length);
    });
  } finally {
    await workbench.close();
  }
}

function diagnosisLines(input: string, { faults, plan }: Diagnosis): string[] {
  return [`${input}: ${inEnglish(faultsFound(faults))}`, ...planLines(plan.steps)];
}
