import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { thirdPartyList } from '../../scripts/package/thirdPartyList.ts';
import { languages } from '../../src/shared/model/operation.ts';
import { documents, typedIn } from '../support/documentedCommands.ts';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const run = promisify(execFile);
const textOf = (document: string): string => readFileSync(document, 'utf8');

/** Every `patina ...` of a document. */
function commandsIn(document: string): string[] {
  return typedIn(document).filter((line) => /^patina [a-z]/.test(line));
}

/** A command that can be typed; where a document only names one, or an option of it, there is nothing to run. */
function isWhole(command: string): boolean {
  const [, name = '', ...words] = command.split(' ');
  if (['models', 'doctor', 'presets'].includes(name)) return true;
  if (name === 'integrate' || name === 'serve') return words.length > 0;
  return words.some((word) => !word.startsWith('-'));
}

/** A folder with the photos that the documents speak of, and `patina` on the path. */
async function workplace(): Promise<{ folder: string; environment: NodeJS.ProcessEnv }> {
  const folder = await temporaryFolder();
  const home = await temporaryFolder();
  const place = async (name: string, seed: number) =>
    copyFileSync(await photoFile({ name: name.split('/').at(-1) ?? name, seed, noise: 15 }), join(folder, name));
  for (const name of ['scans', 'restored']) mkdirSync(join(folder, name));
  copyFileSync('tests/fixtures/sidecars/version-1.patina', join(folder, 'photo.jpg.patina'));
  for (const [seed, name] of ['photo.jpg', 'other.jpg', 'scans/one.tif', 'scans/two.jpg'].entries())
    await place(name, seed);
  const sky = { width: 96, height: 72, channels: 3 as const, background: 'white' };
  await sharp({ create: sky }).png().toFile(join(folder, 'sky.png'));
  mkdirSync(join(folder, 'bin'));
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${resolve('out/cli/index.js')}' "$@"\n`;
  writeFileSync(join(folder, 'bin', 'patina'), shim, { mode: 0o755 });
  const own = {
    HOME: home,
    XDG_DATA_HOME: '',
    XDG_CONFIG_HOME: '',
    PATINA_DATA: join(home, 'data'),
    PATINA_CACHE: join(home, 'cache'),
  };
  return {
    folder,
    environment: { ...process.env, ...own, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
  };
}

describe('the commands of the documents', () => {
  let place: Awaited<ReturnType<typeof workplace>>;
  beforeAll(async () => {
    place = await workplace();
  });

  it.each(documents.filter((document) => commandsIn(document).some(isWhole)))(
    'of %s do what they say',
    async (document) => {
      const { folder, environment } = place;
      for (const command of new Set(commandsIn(document).filter(isWhole))) {
        if (command.startsWith('patina serve')) {
          expect([command, await opened(command, place)]).toEqual([command, 'http:']);
          continue;
        }
        // A command is shown with a word in capitals where the reader has to put his own.
        const typed = command.replace('--model ID', '--model instruct').replace('FILE...', 'photo.jpg');
        const { stderr } = await run('sh', ['-c', typed], { cwd: folder, env: environment }).catch(
          (fault: { stdout: string; stderr: string }) => {
            throw new Error(`${document}: ${command}\n${fault.stdout}${fault.stderr}`);
          },
        );
        expect([command, stderr.includes('unexpected fault')]).toEqual([command, false]);
      }
    },
  );

  it('leave the photos as they were, and results beside them', () => {
    const files = readdirSync(place.folder);
    expect(files).toEqual(expect.arrayContaining(['photo-restored.jpg', 'look.json', 'restored']));
    expect(readdirSync(join(place.folder, 'restored')).length).toBeGreaterThan(3);
  });
});

describe('the documents', () => {
  it.each(documents)('%s names only scripts, files and chapters that are there', (document) => {
    const text = textOf(document);
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    const sources = [...text.matchAll(/(?:npx tsx|`)\s*(?:--expose-gc )?((?:src|scripts|bench|tests)\/[\w./]+)/g)];
    expect(sources.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    for (const link of links) {
      const [path = '', chapter] = link.split('#');
      const target = path === '' ? document : join(document, '..', path);
      expect([link, existsSync(target)]).toEqual([link, true]);
      if (chapter === undefined) continue;
      const headings = [...textOf(target).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
      expect([link, headings.includes(chapter)]).toEqual([link, true]);
    }
  });

  it('name what Patina is made of as it was built', () => {
    expect(textOf('THIRD_PARTY.md')).toBe(thirdPartyList());
  });

  it('name the version that this is', () => {
    const { version } = JSON.parse(textOf('package.json')) as { version: string };
    expect(textOf('CHANGELOG.md')).toContain(`## ${version}`);
  });

  it('name files for a language that the sources have', () => {
    for (const language of languages) expect(existsSync(`src/shared/words/${language}.ts`)).toBe(true);
  });
});

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}

/** Starts a server as the document says but for the browser, and gives the beginning of its address. */
async function opened(
  command: string,
  { folder, environment }: Awaited<ReturnType<typeof workplace>>,
): Promise<string> {
  const args = command
    .split(' ')
    .slice(1)
    .filter((word) => word !== '--open');
  const server: ChildProcess = spawn('patina', [...args, '--json'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((settle) => {
    let text = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) settle(text);
    });
    server.once('exit', () => settle(text));
  });
  const ended = new Promise((settle) => server.once('exit', settle));
  server.kill('SIGINT');
  await ended;
  return new URL((JSON.parse(line) as { address: string }).address).protocol;
}
