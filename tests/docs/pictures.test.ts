import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credits } from '../../scripts/measured/scenes.ts';

const packs = join('resources', 'models');
const cards = readdirSync(packs, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [join(packs, entry.name, 'README.md')] : [],
);
const folder = join('docs', 'pictures', 'networks');
/** Bytes of all pictures together: they are cloned with the repository for ever. */
const most = 220_000;

/** What stands for a picture in a card, and where the picture lies. */
function picturesIn(card: string): { words: string; file: string }[] {
  return [...readFileSync(card, 'utf8').matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = '', path = '']) => ({
    words,
    file: normalize(join(dirname(card), path)),
  }));
}

describe('the pictures of the model cards', () => {
  it('are there, and are said in words', () => {
    const all = cards.flatMap(picturesIn);
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ words, file }) => words.length < 20 || !existsSync(file))).toEqual([]);
  });

  it('are on every card of a network for pictures, with whose photos they are', () => {
    for (const name of ['instruct', 'fast', 'diagnose']) {
      const card = join(packs, name, 'README.md');
      expect([card, picturesIn(card).length > 0]).toEqual([card, true]);
      expect(readFileSync(card, 'utf8')).toContain(credits.join('; '));
    }
  });

  it('are all shown, and small', () => {
    const shown = new Set(cards.flatMap(picturesIn).map(({ file }) => file));
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.filter((file) => !shown.has(file))).toEqual([]);
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(most);
  });
});
