import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openScratchFile } from '../../../../src/engine/tiling/scratchFile.ts';

test('a scratch file gives back what was written, anywhere, and leaves nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patina-scratch-'));
  const file = await openScratchFile(folder);
  await file.write(Uint8Array.of(1, 2, 3), 1000);
  const bytes = new Uint8Array(2);
  await file.read(bytes, 1001);
  expect([...bytes]).toEqual([2, 3]);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  await file.close();
  await file.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.runIf(existsSync('/dev/full'))('a full disk becomes an error that names the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patina-scratch-'));
  const file = await openScratchFile(folder, () => open('/dev/full', 'r+'));
  await expect(file.write(new Uint8Array(8), 0)).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining(folder) as string,
  });
  await file.close();
  rmSync(folder, { recursive: true });
});
