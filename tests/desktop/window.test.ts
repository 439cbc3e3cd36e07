import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fuses } from '../../scripts/package/fuses.ts';
import { UnsavedWork } from '../../src/host/unsavedWork.ts';
import { start } from '../../src/main/lifecycle.ts';
import { keepWindowState, readWindowState } from '../../src/main/windows/windowState.ts';
import type { PictureState } from '../../src/shared/contract/picture.ts';
import type { Job } from '../../src/shared/contract/work.ts';
import * as electron from '../support/electron/standIn.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

vi.mock('electron', () => import('../support/electron/standIn.ts'));

const usual = { width: 1440, height: 900, isMaximised: false };

describe('the place of the window', () => {
  it('is kept from one run to the next', async () => {
    const file = join(await temporaryFolder(), 'window.json');
    const state = { x: 40, y: 60, width: 1100, height: 700, isMaximised: true };
    expect(await readWindowState(file)).toEqual(usual);
    await keepWindowState(file, state);
    expect(await readWindowState(file)).toEqual(state);
  });

  it('is forgotten where no display shows it any more, but not its size', async () => {
    const file = join(await temporaryFolder(), 'window.json');
    await keepWindowState(file, { x: 5000, y: 60, width: 1100, height: 700, isMaximised: false });
    expect(await readWindowState(file)).toEqual({ width: 1100, height: 700, isMaximised: false });
  });

  it('is the usual one where the file is damaged', async () => {
    const file = join(await temporaryFolder(), 'window.json');
    await writeFile(file, '{"width": -3');
    expect(await readWindowState(file)).toEqual(usual);
  });
});

it('ends at once, without a window, where another instance runs', async () => {
  electron.app.requestSingleInstanceLock = () => false;
  await start();
  expect([electron.app.quits, electron.calls, electron.BrowserWindow.all]).toEqual([1, [], []]);
});

describe('what is at stake', () => {
  const picture = (id: string, kinds: string[]) =>
    ({ info: { id, name: `${id}.jpg` }, notices: kinds.map((kind) => ({ kind })) }) as unknown as PictureState;
  const job = (state: string, kind = 'export') => ({ id: 'job', document: 'a', kind, state }) as Job;

  it('is an edit that cannot be saved, until it can or the picture is closed', () => {
    const work = new UnsavedWork();
    work.changed(picture('a', ['not-saved']));
    work.changed(picture('b', ['kept-elsewhere']));
    expect(work.atStake()).toEqual({ unsaved: ['a.jpg'], exporting: [] });
    work.changed(picture('a', []));
    expect(work.atStake().unsaved).toEqual([]);
    work.changed(picture('a', ['not-saved']));
    work.closed('a' as never);
    expect(work.atStake().unsaved).toEqual([]);
  });

  it('is an export that goes on, and no restoration', () => {
    const work = new UnsavedWork();
    work.changed(picture('a', []));
    work.worked(job('running', 'restore'));
    expect(work.atStake().exporting).toEqual([]);
    work.worked(job('running'));
    expect(work.atStake().exporting).toEqual(['a.jpg']);
    work.worked(job('done'));
    expect(work.atStake().exporting).toEqual([]);
  });
});

it('is packaged so that nobody can make another program of it', () => {
  const open = Object.entries(fuses).filter(([, isOn]) => isOn);
  expect(open.map(([name]) => name)).toEqual([
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
  ]);
});
