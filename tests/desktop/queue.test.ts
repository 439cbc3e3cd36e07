import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runShell } from './runShell.ts';

/** The built shell with photos that come from a file manager, and the icon beside the clock. */
async function drive(): Promise<Record<string, unknown>> {
  const photo = await photoFile({ width: 700, height: 500, name: 'a.png' });
  const folder = await temporaryFolder();
  const photos = ['a', 'b', 'c'].map((name) => join(folder, `${name}.png`));
  for (const each of photos) await copyFile(photo, each);
  const { out, said } = await runShell('driveQueue.ts', ...photos);
  const last = out.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`The shell said nothing useful: ${out}${said}`);
  return JSON.parse(last) as Record<string, unknown>;
}

describe('the shell and the queue', () => {
  let happened: Record<string, unknown>;
  beforeAll(async () => {
    happened = await drive();
  });

  it('restores what file managers hand over, each photo once, beside its original', () => {
    expect(happened['results']).toEqual(['a-restored.png', 'b-restored.png', 'c-restored.png']);
  });

  it('refuses a preset that is not there once for a whole selection', () => {
    expect(happened['errors']).toEqual([expect.stringContaining('nothing of this name')]);
  });

  it('shows beside the clock how far it is, and holds and goes on from there', () => {
    expect(happened['paused']).toMatchObject({
      tip: expect.stringMatching(/^Patina: paused at \d of 3 photos$/) as string,
      labels: [expect.stringContaining('paused') as string, 'Show the window', 'Go on', 'Quit Patina'],
    });
  });

  it('goes on without its window, which comes back, and asks before it quits', () => {
    expect(happened).toMatchObject({ hidden: [true, false], shownAgain: true, quit: [true, 1] });
    expect(happened['askedPaused']).toEqual([true, expect.stringMatching(/not restored yet/), true]);
  });

  it('tells the end of it where nobody sees the window, and ends', () => {
    expect(happened).toMatchObject({
      told: [{ title: 'Patina', body: '3 photos are restored' }],
      quits: 1,
      trayIsGone: true,
    });
  });
});
