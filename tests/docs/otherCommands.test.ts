import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { documents, typedIn } from '../support/documentedCommands.ts';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const run = promisify(execFile);
const tsx = (...words: string[]) => run(process.execPath, ['--import', 'tsx', ...words]);

/** What runs the commands of the documents that are not `patina` itself. */
const runners: Readonly<Record<string, readonly string[]>> = {
  '.ci/run': ['npm ci', 'npm test', 'npm run build', 'npm run check', 'npm run layers', 'npm run types'],
  'tests/e2e/serve/start.test.ts': ['npm start', 'npm start -- photo.jpg'],
  'tests/cli/package.test.ts': ['npm pack', 'npm install -g --ignore-scripts ./patina-0.1.0.tgz'],
  'tests/package/stage.test.ts': ['npm run package'],
  'tests/docs/measured.test.ts': ['npx tsx scripts/writeMeasured.ts --json FILE'],
  'tests/docs/otherCommands.test.ts': [
    'npm run demo',
    'npm run eval -- --data ../shared/data/eval',
    'npm run eval -- --json FILE',
    'npm run eval -- --model fast',
    'npm run eval -- --only mix',
    'npx tsx scripts/sidecarSchema.ts',
    'npx tsx scripts/thirdParty.ts',
    'npx tsx scripts/verifyModels.ts FOLDER',
  ],
  'nobody but a person, for they take from minutes to hours': [
    'npm run bench',
    'npm run bench:compare',
    'npm run bench:editor',
    'npm run bench:panning',
    'npm run pictures',
    'npx tsx --expose-gc bench/history.bench.ts --steps 0',
    'npx tsx bench/batch.ts --photos 500 --huge 4000',
    'npm run screenshots',
    'python -m restore.export',
  ],
};

function commandsOf(document: string): string[] {
  return typedIn(document).flatMap((line) => (/^(?:npm|npx|python)\s/.test(line) ? line.split(' && ') : []));
}

describe('the commands of the documents beside patina', () => {
  it('are each run by somebody who is named here, and these by nobody else', () => {
    const named = Object.values(runners).flat().sort();
    expect([...new Set(documents.flatMap(commandsOf))].sort()).toEqual(named);
    for (const file of Object.keys(runners).filter((name) => /^[.\w/]+$/.test(name))) {
      expect([file, readFileSync(file, 'utf8').length > 0]).toEqual([file, true]);
    }
  });

  it('demo: restores the sample, and says what was gained', async () => {
    const { stdout } = await tsx('scripts/demo.ts');
    const [, before = '', after = ''] = /: ([\d.]+) dB before, ([\d.]+) dB after\./.exec(stdout) ?? [];
    expect(Number(after)).toBeGreaterThan(Number(before) + 8);
  });

  it.each(['instruct', 'fast'])(
    'eval: prints what was before and after for %s, picture by picture of a folder',
    async (model) => {
      const data = await temporaryFolder();
      mkdirSync(join(data, 'CBSD68'));
      const photo = await photoFile({ width: 160, height: 120 });
      mkdirSync(join(data, 'CBSD68', 'target'));
      await run('cp', [photo, join(data, 'CBSD68', 'target', 'one.png')]);
      const { stdout } = await tsx('bench/evaluate.ts', '--data', data, '--only', 'sigma 25', '--model', model);
      const [, before = '', ours = ''] = /CBSD68 sigma 25\s+([\d.]+) [\d.]+\s+([\d.]+) /.exec(stdout) ?? [];
      expect(Number(ours)).toBeGreaterThan(Number(before) + 5);
    },
  );

  it('eval: says in one sentence where there is nothing to measure', async () => {
    await expect(tsx('bench/evaluate.ts', '--data', '/nowhere')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('No evaluation sets in /nowhere. Name their folder'),
    });
  });

  it('the lists that are made by scripts are as they would be made now', async () => {
    // In a folder of their own: other tests read the lists meanwhile.
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'docs'));
    for (const name of ['node_modules', 'out', 'resources', 'package.json', 'package-lock.json']) {
      symlinkSync(resolve(name), join(folder, name));
    }
    for (const [script, file] of [
      ['scripts/sidecarSchema.ts', 'docs/sidecar.schema.json'],
      ['scripts/thirdParty.ts', 'THIRD_PARTY.md'],
    ] as const) {
      await run(process.execPath, ['--import', 'tsx', resolve(script)], { cwd: folder });
      const [before, now] = [readFileSync(file, 'utf8'), readFileSync(join(folder, file), 'utf8')];
      // The schema is laid out by the formatter afterwards.
      if (file.endsWith('.json')) expect(JSON.parse(now)).toEqual(JSON.parse(before));
      else expect(now).toBe(before);
    }
  });

  it('verifyModels: finds the shipped packs whole', async () => {
    const { stdout } = await tsx('scripts/verifyModels.ts', 'resources/models');
    expect(stdout).toContain('instruct');
  });
});
