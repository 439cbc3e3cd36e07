import { expect, test } from 'vitest';
import { Presets } from '../../../../src/engine/sidecar/presets.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

test('the usual preset is the one that was chosen, as long as it is there', async () => {
  const folder = await temporaryFolder();
  const presets = new Presets(folder);
  expect(await presets.usual()).toBeNull();
  await presets.save('Old prints', [makeStep('denoise')]);
  await presets.setUsual('Old prints');
  expect(await new Presets(folder).usual()).toBe('Old prints');
  expect(await presets.names()).toEqual(['Old prints']);
  await expect(presets.setUsual('Night train')).rejects.toMatchObject({ code: 'usage' });
  expect(await presets.usual()).toBe('Old prints');
  await presets.remove('Old prints');
  expect(await presets.usual()).toBeNull();
  await presets.setUsual(null);
  expect(await presets.usual()).toBeNull();
});
