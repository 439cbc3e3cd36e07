import { createWriteStream } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { markupText } from '../../shared/base/markup.ts';
import { inEnglish } from '../../shared/base/sentence.ts';
import { publish, temporaryBeside } from '../image/atomicFile.ts';
import { outputError } from '../image/fileErrors.ts';
import { smallPicture } from '../image/smallPicture.ts';
import type { PhotoOutcome } from './restorePhoto.ts';

const thumbnail = { width: 480, height: 360 };

/**
 * Writes a page that shows every photo before and after, with what became of it; small pictures are inside the page, the
 * full ones are linked. An older page is replaced. Throws `output-unwritable`, `disk-full`.
 */
export async function writeContactSheet(
  target: string,
  title: string,
  outcomes: readonly PhotoOutcome[],
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
async function* pageOf(target: string, title: string, outcomes: readonly PhotoOutcome[]): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${markupText(title)}</title><style>${style}</style></head><body>
<h1>${markupText(title)}</h1><p>${counts(outcomes)}.</p><main>
`;
  for (const outcome of outcomes) yield await figureOf(dirname(target), outcome);
  yield '</main></body></html>\n';
}

function counts(outcomes: readonly PhotoOutcome[]): string {
  const of = (...states: PhotoOutcome['state'][]) => outcomes.filter(({ state }) => states.includes(state)).length;
  const parts = [`${of('done', 'kept')} restored`];
  if (of('parked') > 0) parts.push(`${of('parked')} to be looked at first`);
  if (of('skipped') > 0) parts.push(`${of('skipped')} left alone`);
  return [...parts, `${of('failed')} not restored`].join(', ');
}

async function figureOf(folder: string, outcome: PhotoOutcome): Promise<string> {
  const name = markupText(basename(outcome.photo));
  const before = (): Promise<string> => pictureOf(folder, outcome.photo, `${name}, before`);
  if (outcome.state === 'failed') {
    return `<figure class="failed"><figcaption><b>${name}</b> not restored: ${markupText(outcome.error.message)}</figcaption></figure>\n`;
  }
  if (outcome.state === 'parked' || outcome.state === 'skipped') {
    const words =
      outcome.state === 'parked'
        ? `to be looked at first: ${markupText(inEnglish(outcome.reason))}`
        : `left alone: a file has the name of its result, ${markupText(basename(outcome.output))}`;
    return `<figure class="parked"><div>${await before()}</div><figcaption><b>${name}</b> ${words}</figcaption></figure>\n`;
  }
  const pictures = (await before()) + (await pictureOf(folder, outcome.output, `${name}, after`));
  const how = outcome.state === 'done' ? `${outcome.report.seconds.total.toFixed(1)} s` : 'was there already';
  return `<figure><div>${pictures}</div><figcaption><b>${name}</b> ${how}</figcaption></figure>\n`;
}

async function pictureOf(folder: string, file: string, words: string): Promise<string> {
  const link = relative(folder, file).split(/[\\/]/).map(encodeURIComponent).join('/');
  const small = await smallPicture(file, thumbnail);
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
.failed,.parked{padding:.8rem 1rem;border:1px solid light-dark(#b00020,#ff8a80);align-self:start}
.parked{border-color:light-dark(#8f5d00,#e0a63c)}
`;
