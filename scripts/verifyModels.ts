/**
 * Checks the model packs: checksums, names of inputs and outputs, and the golden values that came with each pack.
 * `tsx scripts/verifyModels.ts [FOLDER]`; exit status 1 on any fault.
 */
import { replayGolden } from '../src/engine/inference/goldenCheck.ts';
import { contractFault, graphContracts } from '../src/engine/inference/graphContract.ts';
import { InferenceClient } from '../src/engine/inference/inferenceClient.ts';
import { openModelPacks, type PackReport } from '../src/engine/inference/modelPacks.ts';
import { appPaths } from '../src/host/appPaths.ts';
import { forkSpawner } from '../src/host/forkSpawner.ts';
import { toAppError } from '../src/shared/base/errors.ts';

/** Values written down with few digits, and other processors, may differ by this much. */
const tolerance = 1e-3;

const folder = process.argv[2];
const folders = folder === undefined ? appPaths().models.slice(0, 1) : [folder];
const packs = await openModelPacks(folders);
const spawner = forkSpawner(new URL('../src/host/forkSpawner.ts', import.meta.url).href);
const inference = new InferenceClient({ start: () => spawner.spawn('inferenceProcess'), packs });

/** The faults of one pack, as sentences. */
async function faultsOf({ id, manifest, problem }: PackReport): Promise<readonly string[]> {
  if (problem !== null || manifest === null) return [problem ?? 'no manifest'];
  const faults: string[] = [];
  for (const [graph, contract] of Object.entries(graphContracts[manifest.kind])) {
    if (!Object.hasOwn(manifest.files, graph)) continue;
    const fault = contractFault(contract, await inference.load({ model: id, graph }));
    if (fault !== null) faults.push(`${graph}: ${fault}`);
  }
  if (faults.length > 0) return faults;
  for (const { graph, output, largest } of await replayGolden(packs, id, inference)) {
    console.log(`${id} ${manifest.version} ${graph}: '${output}' differs by at most ${largest.toExponential(1)}`);
    if (largest > tolerance) faults.push(`${graph}: '${output}' differs by more than ${tolerance}`);
  }
  return faults;
}

const reports = await packs.list();
let failed = reports.length === 0;
if (failed) console.error(`No model packs in ${folders.join(', ')}`);
for (const report of reports) {
  const faults = await faultsOf(report).catch((thrown: unknown) => [toAppError(thrown).message]);
  for (const fault of faults) console.error(`${report.id}: ${fault}`);
  failed ||= faults.length > 0;
}
await inference.close();
process.exitCode = failed ? 1 : 0;
