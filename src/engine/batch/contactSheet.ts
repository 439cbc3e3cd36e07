import { createWriteStream } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { markupText } from '../../shared/base/markup.ts';
import { publish, temporaryBeside } from '../image/atomicFile.ts';
import { outputError } from '../image/fileErrors.ts';
import { sharp, sharpInput } from '../image/sharpDoor.ts';
import type { BatchOutcome } from './runBatch.ts';

const thumbnail = { width: 480, height: 360 };
const thumbnailQuality = 72;

/**
 * Writes a page that shows every photo before and after, with what became of it; small pictures are inside the page, the
 * full ones are linked. An older page is replaced. Throws `output-unwritable`, `disk-full`.
 */
export async function writeContactSheet(
  target: string,
  title: string,
  outcomes: readonly BatchOutcome[],
): Promise<void> {
  const unfinished = temporaryBeside(target, '.tmp');
  try {
    await pipeline(Readable.from(pageOf(target, title, outcomes)), createWriteStream(unfinished, { flags: 'wx' }));
    await publish(unfinished, target, { overwrite: true });
  } catch (fault) {
    throw outputError(target, fault);
  }
}

/** In pieces, so that a page of a thousand photos is never in memory as a whole. */
async function* pageOf(target: string, title: string, outcomes: readonly BatchOutcome[]): AsyncGenerator<string> {
  const restored = outcomes.filter(({ state }) => state !== 'failed').length;
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${markupText(title)}</title><style>${style}</style></head><body>
<h1>${markupText(title)}</h1><p>${restored} restored, ${outcomes.length - restored} not restored.</p><main>
`;
  for (const outcome of outcomes) yield await figureOf(dirname(target), outcome);
  yield '</main></body></html>\n';
}

async function figureOf(folder: string, outcome: BatchOutcome): Promise<string> {
  const name = markupText(basename(outcome.photo));
  if (outcome.state === 'failed') {
    return `<figure class="failed"><figcaption><b>${name}</b> not restored: ${markupText(outcome.message)}</figcaption></figure>\n`;
  }
  const [before, after] = await Promise.all([
    pictureOf(folder, outcome.photo, `${name}, before`),
    pictureOf(folder, outcome.output, `${name}, after`),
  ]);
  const how = outcome.state === 'done' ? `${outcome.seconds.toFixed(1)} s` : 'was there already';
  return `<figure><div>${before}${after}</div><figcaption><b>${name}</b> ${how}</figcaption></figure>\n`;
}

async function pictureOf(folder: string, file: string, words: string): Promise<string> {
  const link = relative(folder, file).split(/[\\/]/).map(encodeURIComponent).join('/');
  const small = await sharp(await sharpInput(file), { limitInputPixels: false })
    .autoOrient()
    .resize({ ...thumbnail, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality: thumbnailQuality })
    .toBuffer()
    .catch(() => null);
  // A photo that was moved meanwhile is still named.
  if (small === null) return `<a href="${link}">${words}</a>`;
  const source = `data:image/webp;base64,${small.toString('base64')}`;
  return `<a href="${link}"><img src="${source}" alt="${words}"></a>`;
}

const style = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:2rem auto;max-width:104rem;padding:0 1.5rem;background:light-dark(#f4f4f4,#232323);color:light-dark(#222,#ddd)}
h1{font-size:1.3rem;font-weight:600;margin:0}p{margin:.2rem 0 1.5rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(30rem,1fr));gap:1.5rem}
figure{margin:0}figure div{display:grid;grid-template-columns:1fr 1fr;gap:.25rem}
img{display:block;width:100%;height:auto}figcaption{margin-top:.4rem;overflow-wrap:anywhere}
.failed{padding:.8rem 1rem;border:1px solid light-dark(#b00020,#ff8a80);align-self:start}
`;
