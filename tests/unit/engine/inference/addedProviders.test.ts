import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addedProviders } from '../../../../src/engine/inference/addedProviders.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

it('finds a provider once its library and the one that all of them share are there', async () => {
  const folder = await temporaryFolder();
  const library = (name: string) => writeFile(join(folder, `libonnxruntime_providers_${name}.so`), '');
  expect(addedProviders(folder)).toEqual([]);
  await library('cuda');
  expect(addedProviders(folder)).toEqual([]);
  await library('shared');
  expect(addedProviders(folder)).toEqual(['cuda']);
  await library('tensorrt');
  expect(addedProviders(folder)).toEqual(['cuda', 'tensorrt']);
});
