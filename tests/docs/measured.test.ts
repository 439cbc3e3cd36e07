import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checksums, type Evaluation, type SetResult } from '../../bench/evaluation/results.ts';
import { evaluationSets, mixtures, sentenceOf } from '../../bench/evaluation/sets.ts';
import { ofExport, partOf, shortPart, trainingSentence } from '../../scripts/measured/documents.ts';
import { parseManifest, type RestorationManifest } from '../../src/engine/inference/manifest.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const run = promisify(execFile);
const packs = join('resources', 'models');
const textOf = (...parts: string[]): string => readFileSync(join(...parts), 'utf8');

function manifestOf(pack: string): RestorationManifest | null {
  const manifest = parseManifest(textOf(pack, 'manifest.json'), pack);
  return manifest.kind === 'restoration' ? manifest : null;
}

const networks = readdirSync(packs, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && manifestOf(join(packs, entry.name)) !== null ? [entry.name] : [],
);

/** The first cell of every row with its first bold figure: a network's own PSNR on a set. */
function figuresIn(text: string): Record<string, number> {
  const rows = [...text.matchAll(/^\| ([^|]+) \|.*?\*\*([\d.]+)\*\*/gm)];
  return Object.fromEntries(rows.map(([, set = '', psnr]) => [set, Number(psnr)]));
}

/** The figures of a manifest that the evaluation found. */
function figuresOf(measured: Readonly<Record<string, number>>): Record<string, number> {
  const found = ofExport(measured);
  return Object.fromEntries(Object.entries(measured).filter(([name]) => !Object.hasOwn(found, name)));
}

describe.each(networks)('the figures of %s', (id) => {
  const manifest = manifestOf(join(packs, id));
  const card = textOf(packs, id, 'README.md');

  it('are the same in its manifest, its card and the README', () => {
    const measured = manifest?.measured ?? {};
    expect(figuresIn(partOf(card, 'measured'))).toEqual(figuresOf(measured));
    const inReadme = partOf(textOf('README.md'), `measured: ${id}`);
    if (id === 'instruct') expect(figuresIn(inReadme)).toEqual(figuresOf(measured));
    else expect(inReadme).toBe(shortPart({ id, measured }));
  });

  it('are of the version that is shipped', () => {
    if (manifest === null) throw new Error('unreachable: networks have manifests');
    expect(card).toContain(`# Model card: ${id}, version ${manifest.version}\n`);
    expect(card).toContain(`${manifest.training.crops.toLocaleString('en-US')} crops`);
    if (id === 'instruct') expect(textOf('README.md')).toContain(trainingSentence(manifest));
  });
});

describe('writeMeasured', () => {
  const drift = { channel: 0.1, toTruth: 0.1, pixels: 0, shift: 0, picture: '00.webp' };
  const quality = (psnr: number) => ({ psnr, ssim: psnr / 40 });
  const aim = { goal: { must: 20, good: 30, dream: 40 }, reached: 'must' as const };

  function made(manifest: RestorationManifest): Evaluation {
    const sets = evaluationSets.map(
      (set, i): SetResult => ({
        set: set.name,
        task: set.task,
        sentence: sentenceOf(set),
        pictures: 12,
        before: quality(15 + i),
        ours: quality(20.123 + i),
        ...aim,
        papers: [{ system: 'InstructIR-5D', psnr: 34, ssim: null, difference: i - 13.877 }],
        wrong: { pictures: 6, right: 20 + i, sentences: { denoise: 15 + i }, mean: 15 + i },
        drift,
      }),
    );
    const photos = [{ picture: '00.webp', psnr: 43, change: 1, noise: 2 }];
    return {
      model: manifest.id,
      version: manifest.version,
      files: checksums(manifest),
      only: '',
      most: null,
      sets,
      mixtures: mixtures.map(({ name, told }, i) => {
        const [before, proposed, named] = [quality(10 + i), quality(18.456 + i), quality(19 + i)];
        return { set: name, told, pictures: 12, before, proposed, named, ...aim };
      }),
      clean: { auto: photos, told: photos, drift },
      gates: [{ gate: 'a gate', passed: false, said: 'too little', figures: {} }],
    };
  }

  /** A copy of a pack and of the README, and what says there what was measured. */
  async function workplace(id: string, change: (evaluation: Evaluation) => Evaluation) {
    const folder = await temporaryFolder();
    const pack = join(folder, id);
    mkdirSync(pack);
    for (const name of ['manifest.json', 'README.md']) cpSync(join(packs, id, name), join(pack, name));
    const [readme, json] = [join(folder, 'README.md'), join(folder, 'measured.json')];
    cpSync('README.md', readme);
    const manifest = manifestOf(pack);
    if (manifest === null) throw new Error(`${id} restores no pictures`);
    writeFileSync(json, JSON.stringify(change(made(manifest))));
    const words = ['--import', 'tsx', 'scripts/writeMeasured.ts', '--json', json, '--pack', pack, '--readme', readme];
    return { pack, readme, write: () => run(process.execPath, words) };
  }

  it.each(networks)('writes the same figures into the manifest, the card and the README of %s, once', async (id) => {
    const { pack, readme, write } = await workplace(id, (evaluation) => evaluation);
    await write();
    const written = manifestOf(pack)?.measured ?? {};
    expect(ofExport(written)).toEqual(ofExport(manifestOf(join(packs, id))?.measured ?? {}));
    const measured = figuresOf(written);
    expect(Object.keys(measured)).toHaveLength(evaluationSets.length + mixtures.length);
    expect(measured['bench upscale4']).toBe(39.12);
    const card = textOf(pack, 'README.md');
    expect(figuresIn(partOf(card, 'measured'))).toEqual(measured);
    expect(card).toContain('| a gate | **no** | too little |');
    const part = partOf(textOf(readme), `measured: ${id}`);
    if (id === 'instruct') expect(figuresIn(part)).toEqual(measured);
    else expect(part).toContain('20.12 / 21.12 / 22.12 dB on CBSD68');
    const once = [card, textOf(readme), textOf(pack, 'manifest.json')];
    await write();
    expect([textOf(pack, 'README.md'), textOf(readme), textOf(pack, 'manifest.json')]).toEqual(once);
  });

  it('leaves the rest of the documents as it is', async () => {
    const { pack, readme, write } = await workplace('instruct', (evaluation) => evaluation);
    await write();
    const outside = (text: string) => text.replaceAll(/<!-- measured.*?<!-- \/measured/gs, '');
    expect(outside(textOf(readme))).toBe(outside(textOf('README.md')));
    expect(outside(textOf(pack, 'README.md'))).toBe(outside(textOf(packs, 'instruct', 'README.md')));
  });

  it.each([
    ['a part of the pictures', { most: 3 }, 'Only a part was measured'],
    ['a part of the sets', { only: 'rain' }, 'Only a part was measured'],
    ['other weights', { files: { tile: 'f'.repeat(64) } }, 'names other files than those that were measured'],
  ])('refuses figures of %s', async (_, change, said) => {
    const { pack, write } = await workplace('fast', (evaluation) => ({ ...evaluation, ...change }));
    const before = textOf(pack, 'manifest.json');
    await expect(write()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
    expect(textOf(pack, 'manifest.json')).toBe(before);
  });
});
