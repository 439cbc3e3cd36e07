import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../../../scripts/sourceFiles.ts';
import { en } from '../../../../src/shared/words/en.ts';
import { ja } from '../../../../src/shared/words/ja.ts';
import { chooseLanguage } from '../../../../src/shared/words/language.ts';
import { zh } from '../../../../src/shared/words/zh.ts';

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each([
  ['Chinese', zh],
  ['Japanese', ja],
] as const)('%s', (_, words) => {
  it('has the same keys as English, and no other', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
  });

  it('fills in the same values in every sentence', () => {
    const differing = (Object.keys(en) as (keyof typeof en)[]).filter(
      (key) => placeholders(words[key]).join() !== placeholders(en[key]).join(),
    );
    expect(differing).toEqual([]);
  });
});

it('says every key somewhere', () => {
  const source = [
    'src/renderer',
    'src/main',
    'src/engine',
    'src/host',
    'src/webhost',
    'src/cli',
    'src/shared/rpc',
    'src/shared/base',
  ]
    .flatMap(sourceFiles)
    .filter((file) => !file.endsWith('/sentences.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const families = [...source.matchAll(/(?:t|say)\(`([\w.]+)\$\{/g)].map((match) => match[1] ?? '');
  const unsaid = Object.keys(en)
    .map((key) => key.replace(/_(one|other)$/, ''))
    .filter((key) => !source.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)));
  expect(unsaid).toEqual([]);
});

it('keeps visible text out of components', () => {
  const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-valuetext'];
  const found: string[] = [];
  for (const file of sourceFiles('src/renderer/components')) {
    const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const visit = (node: ts.Node): void => {
      if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`);
      if (ts.isJsxAttribute(node) && spoken.includes(node.name.getText()) && node.initializer !== undefined) {
        const text = ts.isStringLiteral(node.initializer) ? node.initializer.text : '';
        if (/\p{L}{2}/u.test(text)) found.push(`${file}: ${text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  // The unit of pixels is the same sign in every language.
  expect(found.filter((entry) => !entry.endsWith(': px'))).toEqual([]);
});

it('speaks the first language of the system that it knows, else English', () => {
  expect([
    chooseLanguage('system', ['fr-FR', 'ja-JP']),
    chooseLanguage('system', ['zh-Hant-TW']),
    chooseLanguage('system', ['fr']),
    chooseLanguage('zh', ['ja']),
  ]).toEqual(['ja', 'zh', 'en', 'zh']);
});
