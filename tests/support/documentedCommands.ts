import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All documents that are written for readers: those beside the README and those of `docs/`. */
export const documents: readonly string[] = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [join('docs', name)] : [])),
];

/** Lines of a document's code blocks and what stands between backticks, without comments: what may be a command. */
export function typedIn(document: string): string[] {
  const text = readFileSync(document, 'utf8');
  const blocks = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split('\n'));
  const prose = text.replace(/```[\s\S]*?```/g, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].map((line) => line.replace(/\s+#.*$/, ''));
}
