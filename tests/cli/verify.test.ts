import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Presets } from '../../src/engine/sidecar/presets.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';
import { editStep } from '../support/openEditor.ts';
import { openEdits } from '../support/openEdits.ts';
import { photoFile } from '../support/photoFile.ts';
import { runPatina } from '../support/runPatina.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

interface Difference {
  readonly largest: number;
  readonly isSame: boolean;
}

describe('patina verify', () => {
  test('finds that a picture is what its recipe gives, and that another one is not', async () => {
    const input = await photoFile({ width: 160, height: 120, noise: 20 });
    const [recipe, output] = [join(dirname(input), 'recipe.json'), join(dirname(input), 'out.png')];
    await runPatina(['restore', input, '-i', 'remove the noise', '-o', output, '--save-recipe', recipe]);
    const same = await runPatina(['verify', recipe, input, output, '--json']);
    expect([same.code, JSON.parse(same.stdout) as Difference]).toMatchObject([0, { largest: 0, isSame: true }]);

    const touched = join(dirname(input), 'touched.png');
    const dot = { create: { width: 3, height: 3, channels: 3 as const, background: 'red' } };
    await sharp(output)
      .composite([{ input: dot, left: 40, top: 30 }])
      .png()
      .toFile(touched);
    const other = await runPatina(['verify', recipe, input, touched, '--json']);
    expect([other.code, JSON.parse(other.stdout) as Difference]).toMatchObject([1, { isSame: false }]);
    expect((JSON.parse(other.stdout) as Difference).largest).toBeGreaterThan(20);
    expect((await runPatina(['verify', recipe, input, input])).code).toBe(1);
    const small = await photoFile({ width: 80, height: 60 });
    expect(await runPatina(['verify', recipe, input, small])).toMatchObject({ code: 2 });
  });
});

describe('patina restore --recipe', () => {
  test('runs the steps that the edit of another photo shows, and verifies them', async () => {
    const input = await photoFile({ width: 120, height: 90 });
    const store = openEdits(await temporaryFolder());
    const picture = await store.open(input);
    picture.edit({ kind: 'added', steps: [editStep('a', 'exposure'), editStep('b', 'contrast')], at: 0 });
    await store.close(picture.id);
    const other = await photoFile({ width: 100, height: 70 });
    const output = join(dirname(other), 'out.png');
    const { code, stderr } = await runPatina(['restore', other, '--recipe', `${input}.patina`, '-o', output]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('2. Contrast')]);
    expect((await runPatina(['verify', `${input}.patina`, other, output])).code).toBe(0);
  });

  test('runs a preset by its name, and says which are there', async () => {
    const data = await temporaryFolder();
    await new Presets(join(data, 'presets')).save('旧照片', [makeStep('exposure')]);
    const input = await photoFile({ width: 60, height: 40 });
    const environment = { PATINA_DATA: data };
    expect((await runPatina(['presets', '--json'], environment)).stdout.trim()).toBe('["旧照片"]');
    expect((await runPatina(['restore', input, '--recipe', '旧照片'], environment)).code).toBe(0);
    expect(await readdir(dirname(input))).toContain('photo-restored.png');
    const unknown = await runPatina(['restore', input, '--recipe', 'nothing like it'], environment);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('cannot be read')]);
    const broken = join(dirname(input), 'broken.patina');
    await writeFile(broken, '{"patina":"sidecar","version":7}');
    expect((await runPatina(['restore', input, '--recipe', broken])).stderr).toContain('later version');
  });
});
