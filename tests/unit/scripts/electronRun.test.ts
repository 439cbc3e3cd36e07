/** Which specs a run of the tests takes into Electron, by the runner itself. */
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ElectronNotice } from '../../support/electronNotice.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const specs = readdirSync('tests/e2e/editor').filter((name) => name.endsWith('.test.ts'));

/** Names of the specs that would run in Electron, with what the system is said to have. */
async function specsInElectron(environment: Record<string, string>): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'list', 'tests/e2e', '--filesOnly', '--json'],
    { env: { ...process.env, WAYLAND_DISPLAY: '', ...environment } },
  );
  const listed = JSON.parse(stdout) as { file: string; projectName: string }[];
  return listed.filter(({ projectName }) => projectName === 'electron').map(({ file }) => file);
}

describe('the editor’s specs', () => {
  it('all run once more in Electron where its binary and a display are there, and no others', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'electron'), '');
    const found = await specsInElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':0' });
    const expected = specs.map((name) => join(process.cwd(), 'tests/e2e/editor', name));
    expect(found.toSorted()).toEqual(process.platform === 'linux' ? expected.toSorted() : []);
  });

  it('run in Chromium only where there is none', async () => {
    expect(await specsInElectron({ ELECTRON_OVERRIDE_DIST_PATH: await temporaryFolder(), DISPLAY: ':0' })).toEqual([]);
  });
});

describe('the notice', () => {
  const module = (moduleId: string) => ({ moduleId });
  const said = (...modules: string[]): string[] => {
    const lines: string[] = [];
    new ElectronNotice('It is not here.', (line) => lines.push(line)).onTestRunEnd(modules.map(module));
    return lines;
  };

  it('is given once for a run with specs of the editor', () => {
    const lines = said('/patina/tests/e2e/editor/mask.test.ts', 'C:\\patina\\tests\\e2e\\editor\\export.test.ts');
    expect(lines.map((line) => line.trim())).toEqual([
      '!!! NOT TESTED IN ELECTRON: the editor’s specs ran in Chromium only. It is not here. !!!'.replace('’', "'"),
    ]);
  });

  it('is not given for a run without them', () => {
    expect(said('/patina/tests/unit/shared/plan.test.ts', '/patina/tests/e2e/serve/policy.test.ts')).toEqual([]);
  });
});
