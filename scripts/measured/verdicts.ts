import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type OperationId, operations } from '../../src/shared/model/operation.ts';
import { capital, type Gallery, givenOf, linkTo } from './pictures.ts';
import type { Scene } from './scenes.ts';

const run = promisify(execFile);

/** One line of `patina diagnose --json`. */
interface Line {
  readonly faults: readonly { readonly operation: OperationId; readonly severity: number; readonly degree: string }[];
}

/** What the shipped diagnoser says of what was given to `model`, scene by scene, as its card tells it. */
export async function verdictsOn(scenes: readonly Scene[], model: string, gallery: Gallery): Promise<string[]> {
  const given = await Promise.all(scenes.map((scene) => givenOf(scene, gallery)));
  const { stdout } = await run(process.execPath, ['out/cli/index.js', 'diagnose', ...given, '--json']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return scenes.map((scene, i) => {
    const found = (lines[i]?.faults ?? []).map(
      ({ operation, severity, degree }) => `${operations[operation].label.en} (${degree}, ${severity})`,
    );
    const verdict = found.length === 0 ? 'nothing is found' : `to do: ${found.join(', ')}`;
    return `**${capital(scene.fault)}**: ${verdict}.\n\n${linkTo(scene, model, gallery)}`;
  });
}
