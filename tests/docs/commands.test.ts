import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runPatina } from '../support/runPatina.ts';

/** Every `patina ...` line in a code block of a document, without its comment. */
async function commandsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const blocks = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
  const lines = blocks.flatMap((block) => block.split('\n'));
  return lines.filter((line) => /^patina [a-z]/.test(line)).map((line) => line.replace(/\s+#.*$/, ''));
}

test('every command and option in the documents exists', async () => {
  const documents = [
    'README.md',
    ...(await readdir('docs')).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
  ];
  const commands = (await Promise.all(documents.map(commandsIn))).flat();
  expect(commands.length).toBeGreaterThan(12);
  const help = new Map<string, string>();
  for (const command of commands) {
    const [, name = '', ...words] = command.split(/\s+/);
    if (!help.has(name)) {
      const { code, stdout } = await runPatina([name, '--help']);
      expect([command, code]).toEqual([command, 0]);
      help.set(name, stdout);
    }
    const isKnown = (option: string) => new RegExp(`(^|[\\s,])${option}[\\s,]`, 'm').test(help.get(name) ?? '');
    const unknown = words.filter((word) => /^--?[a-z]/.test(word) && !isKnown(word));
    expect([command, unknown]).toEqual([command, []]);
  }
});
