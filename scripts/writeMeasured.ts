/**
 * Writes what `npm run eval -- --json FILE` found into the manifest of the pack, its card and the README, so that all of
 * them say the same. Usage: npx tsx scripts/writeMeasured.ts --json FILE [--pack resources/models/instruct --readme README.md]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checksums, type Evaluation, evaluationSchema } from '../bench/evaluation/results.ts';
import { parseManifest, type RestorationManifest } from '../src/engine/inference/manifest.ts';
import { cardPart, measuredOf, readmePart, shortPart, withPart } from './measured/documents.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, pack: { type: 'string' }, readme: { type: 'string', default: 'README.md' } },
});
/** The network that the README speaks of at length. */
const main = 'instruct';

try {
  await write();
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
}

async function write(): Promise<void> {
  if (values.json === undefined) throw new Error('Name what was measured: --json FILE, written by npm run eval.');
  const evaluation = evaluationSchema.parse(JSON.parse(await readFile(values.json, 'utf8')));
  const pack = values.pack ?? join('resources', 'models', evaluation.model);
  const manifestFile = join(pack, 'manifest.json');
  const before = parseManifest(await readFile(manifestFile, 'utf8'), manifestFile);
  if (before.kind !== 'restoration') throw new Error(`${pack} restores no pictures.`);
  assertWhole(evaluation);
  assertOf(evaluation, before, manifestFile);

  const manifest = { ...before, measured: measuredOf(evaluation, before.measured) };
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  await change(join(pack, 'README.md'), (card) =>
    withPart(card, 'measured', cardPart(evaluation)).replace(
      /^# Model card: .*$/m,
      `# Model card: ${manifest.id}, version ${manifest.version}`,
    ),
  );
  const part = manifest.id === main ? readmePart(evaluation, manifest) : shortPart(manifest);
  await change(values.readme, (readme) => withPart(readme, `measured: ${manifest.id}`, part));
  console.log(`${manifestFile}, ${join(pack, 'README.md')} and ${values.readme} say what ${values.json} says.`);
}

async function change(file: string, to: (text: string) => string): Promise<void> {
  await writeFile(file, to(await readFile(file, 'utf8')));
}

/** Figures of a part of the sets do not belong into documents. */
function assertWhole({ only, most, clean }: Evaluation): void {
  if (only === '' && most === null && clean !== null) return;
  throw new Error('Only a part was measured. Run npm run eval -- --json FILE without --only and --most.');
}

/** Nor do figures of other weights. */
function assertOf(evaluation: Evaluation, manifest: RestorationManifest, file: string): void {
  const [measured, there] = [evaluation.files, checksums(manifest)];
  const other = Object.keys(there).filter((name) => measured[name] !== there[name]);
  if (evaluation.model === manifest.id && other.length === 0) return;
  throw new Error(`${file} names other files than those that were measured: ${other.join(', ')}. Measure it again.`);
}
