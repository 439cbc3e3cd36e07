import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { loadPicture } from '../../../../src/engine/image/load.ts';
import { exportName } from '../../../../src/engine/jobs/exportFile.ts';
import { fittedSize, scaledSource } from '../../../../src/engine/jobs/scaledSource.ts';
import { exportOptionsSchema } from '../../../../src/shared/model/exportOptions.ts';
import { editStep, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { photoFile } from '../../../support/photoFile.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const png = exportOptionsSchema.parse({ format: 'png', depth: 8 });

async function open() {
  const path = await photoFile({ width: 180, height: 120, name: 'holiday.png' });
  const folder = await temporaryFolder();
  const editor = await openEditor(await temporaryFolder(), { path, picture: await loadPicture(path) });
  const finish = async (job: { snapshot(): { state: string } }) => {
    await expect.poll(() => job.snapshot().state).toMatch(/done|failed|cancelled/);
    return job.snapshot();
  };
  return { ...editor, path, folder, finish };
}

describe('an export', () => {
  it('restores what is missing and writes what the viewer shows', async () => {
    const { picture, jobs, folder, finish, exported } = await open();
    picture.edit({ kind: 'added', steps: [editStep('a', 'denoise'), editStep('b', 'contrast')], at: 0 });
    const end = await finish(jobs.export(picture, png, { folder }));
    expect(end).toMatchObject({ state: 'done', kind: 'export' });
    expect(exported[0]).toMatchObject({ name: 'photo-restored.png', download: null });
    const written = await sharp(join(folder, 'photo-restored.png')).removeAlpha().raw().toBuffer();
    const shown = await valuesOf(picture.links.at(-1)?.output ?? picture.pyramid);
    const expected = Buffer.from(shown.map((value) => Math.round(Math.max(0, Math.min(1, value)) * 255)));
    expect(written.equals(expected)).toBe(true);
  });

  it('never takes the name of a file that is there', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a-restored.png'), '');
    const pattern = { pattern: '{name}-restored', format: 'png' } as const;
    expect(await exportName(folder, 'a.jpg', pattern)).toBe('a-restored-2.png');
    expect(await exportName(folder, 'a.jpg', { ...pattern, pattern: '{name} {n}' })).toBe('a 1.png');
    expect(await exportName(folder, 'a.jpg', { ...pattern, pattern: '../../{name}/x' })).toBe('__.._a_x.png');
    expect(await exportName(folder, '$& a.jpg', pattern)).toBe('$& a-restored.png');
  });

  it('makes the picture smaller, never larger', async () => {
    const { picture, jobs, folder, finish } = await open();
    await finish(jobs.export(picture, { ...png, longSide: 90 }, { folder }));
    const { width, height } = await sharp(join(folder, 'photo-restored.png')).metadata();
    expect([width, height]).toEqual([90, 60]);
    expect(fittedSize({ width: 100, height: 50 }, 400)).toEqual({ width: 100, height: 50 });
  });

  it('averages whole areas when it makes a picture smaller', async () => {
    const source = {
      width: 3,
      height: 1,
      readRect: async (rect: { left: number; width: number }, into: Float32Array) => {
        for (let i = 0; i < into.length; i += 1) into[i] = rect.left + Math.floor((i % (rect.width * 3)) / 3);
      },
    };
    const into = new Float32Array(6);
    await scaledSource(source, { width: 2, height: 1 }).readRect({ left: 0, top: 0, width: 2, height: 1 }, into);
    expect(into[0]).toBeCloseTo(1 / 3);
    expect(into[3]).toBeCloseTo(5 / 3);
  });

  it('goes where the host says for a download', async () => {
    const { picture, jobs, folder, finish, exported } = await open();
    await mkdir(join(folder, 'x'));
    const offer = async (name: string) => ({ path: join(folder, 'x', name), download: `/downloads/x/${name}` });
    await finish(jobs.export(picture, png, { offer }));
    expect(exported[0]).toMatchObject({ download: '/downloads/x/photo-restored.png', grant: null });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { picture, jobs, folder } = await open();
    picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    const job = jobs.export(picture, png, { folder });
    job.cancel();
    expect(job.snapshot().state).toBe('cancelled');
    await expect.poll(() => jobs.list().every(({ state }) => state === 'cancelled')).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});
