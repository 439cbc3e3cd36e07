import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FileManagerMenu } from '../../../../src/host/integration/fileManagerMenu.ts';
import type { IntegrationPlaces } from '../../../../src/host/integration/integration.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function places(platform: NodeJS.Platform = 'linux'): Promise<IntegrationPlaces> {
  const home = await temporaryFolder();
  return { platform, home, environment: {}, record: join(home, 'patina', 'integration.json') };
}

const called = (program: string) => async () => ({ target: 'application' as const, command: [program] });
const service = ({ home }: IntegrationPlaces) =>
  readFile(join(home, '.local', 'share', 'kio', 'servicemenus', 'patina.desktop'), 'utf8');

describe('the menu of the file manager', () => {
  test('follows the presets where it is offered, and only there', async () => {
    const here = await places();
    const menu = new FileManagerMenu(here, called('/opt/Patina/patina'));
    await menu.follow(['Slides']);
    expect(await menu.isOffered()).toBe(false);
    await menu.offer([]);
    await Promise.all([menu.follow(['Slides']), menu.follow(['Slides', 'Prints'])]);
    expect(await service(here)).toMatch(/Slides[\s\S]*Prints/);
    await menu.follow([]);
    expect(await service(here)).not.toContain('Slides');
    expect(await menu.withdraw()).toEqual([]);
    expect(await menu.isOffered()).toBe(false);
  });

  test('leaves everything alone where somebody has changed an entry', async () => {
    const here = await places();
    const menu = new FileManagerMenu(here, called('/opt/Patina/patina'));
    const [first = ''] = await menu.offer([]);
    await writeFile(first, 'mine now');
    await menu.follow(['Slides']);
    expect(await readFile(first, 'utf8')).toBe('mine now');
    expect(await service(here)).not.toContain('Slides');
    expect(await menu.withdraw()).toEqual([first]);
  });

  test('knows when its entries call another copy', async () => {
    const here = await places();
    const before = new FileManagerMenu(here, called('/home/me/Patina-1.AppImage'));
    const after = new FileManagerMenu(here, called('/home/me/Patina-2.AppImage'));
    expect(await after.callsAnother()).toBe(false);
    await before.offer(['Slides']);
    expect([await before.callsAnother(), await after.callsAnother()]).toEqual([false, true]);
    await after.follow(['Slides']);
    expect(await after.callsAnother()).toBe(false);
    expect(await service(here)).toContain('Patina-2.AppImage');
  });
});

describe('the menu of the Explorer', () => {
  afterEach(() => vi.unstubAllEnvs());

  /** A registry that knows only whether the menu is there, under the name of the real one's program. */
  async function registry(): Promise<{ here: IntegrationPlaces; imported: () => Promise<string> }> {
    const [here, folder] = [await places('win32'), await temporaryFolder()];
    const [there, log] = [join(folder, 'there'), join(folder, 'imported')];
    const script = `#!/bin/sh
case "$1" in
  query) test -e '${there}' ;;
  import) cat "$2" > '${log}'; if iconv -f UTF-16LE -t UTF-8 "$2" | grep -q '^@='; then touch '${there}'; else rm -f '${there}'; fi ;;
esac
`;
    await writeFile(join(folder, 'reg'), script);
    await chmod(join(folder, 'reg'), 0o755);
    // What the installer wrote.
    await writeFile(there, '');
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
    return { here, imported: async () => (await readFile(log)).toString('utf16le') };
  }

  test.skipIf(process.platform === 'win32')(
    'that the installer made gets the presets and can be taken away',
    async () => {
      const { here, imported } = await registry();
      const menu = new FileManagerMenu(here, called('C:\\Patina\\Patina.exe'));
      expect(await menu.isOffered()).toBe(true);
      await menu.follow(['Slides']);
      const text = await imported();
      // The installer's own entries go first, so that none of them is left among the new ones.
      expect(text.indexOf('[-HKEY_CURRENT_USER')).toBeLessThan(text.indexOf('Restore with Patina: Slides'));
      expect(text).toContain(String.raw`\"--preset\" \"Slides\" \"%1\"`);
      await menu.withdraw();
      expect(await imported()).not.toContain('Slides');
      expect(await menu.isOffered()).toBe(false);
    },
  );

  test.skipIf(process.platform === 'win32')('is taken away even where only the installer wrote it', async () => {
    const { here } = await registry();
    const menu = new FileManagerMenu(here, called('C:\\Patina\\Patina.exe'));
    await menu.withdraw();
    expect(await menu.isOffered()).toBe(false);
  });
});
