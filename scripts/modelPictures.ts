/**
 * Makes the pictures of the model cards: each task once, as it was given, restored by the shipped network through the built
 * command line, and as it should be, side by side at 100 %; and what the diagnoser says of what was given. Writes them to
 * docs/pictures/networks and names them in the cards. Usage: npm run pictures [-- --data ../shared/data/eval]
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPart } from './measured/documents.ts';
import { type Gallery, picturesOf } from './measured/pictures.ts';
import { credits, shownOn } from './measured/scenes.ts';
import { verdictsOn } from './measured/verdicts.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data/eval' } } });
const bench = join(values.data, 'bench');
if (!existsSync(bench)) {
  console.error(`No benchmark in ${values.data}. Name its folder: npm run pictures -- --data FOLDER`);
  process.exit(2);
}
/** The card whose pictures are also shown to the diagnoser. */
const main = 'instruct';
const credit = `Photos: ${credits.join('; ')}.`;

const work = await mkdtemp(join(tmpdir(), 'patina-pictures-'));
try {
  const gallery: Gallery = { bench, folder: join('docs', 'pictures', 'networks'), work };
  await mkdir(gallery.folder, { recursive: true });
  for (const [model, scenes] of Object.entries(shownOn)) {
    const head =
      'As it was given, restored, and as it was before it was spoilt, at 100 %. None of the photos was trained on.';
    await writeCard(model, [head, ...(await picturesOf(scenes, model, gallery)), credit]);
  }
  const head = `What it says of the pictures on the left, of which only a part is shown (from the card of \`${main}\`):`;
  await writeCard('diagnose', [head, ...(await verdictsOn(shownOn[main] ?? [], main, gallery)), credit]);
} finally {
  await rm(work, { recursive: true, force: true });
}

async function writeCard(model: string, paragraphs: readonly string[]): Promise<void> {
  const card = join('resources', 'models', model, 'README.md');
  await writeFile(card, withPart(await readFile(card, 'utf8'), 'pictures', paragraphs.join('\n\n')));
  console.log(`${card} shows its pictures.`);
}
