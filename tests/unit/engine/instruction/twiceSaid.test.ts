import { beforeAll, describe, expect, it } from 'vitest';
import type { SentenceEncoder } from '../../../../src/engine/instruction/textEncoder.ts';
import { understand } from '../../../../src/engine/instruction/understand.ts';
import { directEncoder } from './directEncoder.ts';

let encoder: SentenceEncoder;
beforeAll(async () => {
  encoder = await directEncoder();
});

const heard = async (text: string): Promise<string[]> =>
  (await understand(text, encoder)).plan.steps.map(({ operation, strength }) => `${operation} ${strength}`);

describe('a complaint and its remedy', () => {
  it.each([
    ['this photo is too dark, light it up', ['lowlight 1']],
    ['the photo is too dark. Brighten it.', ['lowlight 1']],
    ['the photo is too dark, brighten it a bit', ['lowlight 0.4']],
    ['照片太暗，提亮', ['lowlight 1']],
    ['暗すぎる、明るくして', ['lowlight 1']],
    ['it is too yellow, correct the white balance', ['whitebalance 1']],
  ])('are one step in %j', async (text, steps) => {
    expect(await heard(text)).toEqual(steps);
  });

  it.each([
    ['fix the low light, then brighten', ['lowlight 1', 'exposure 1']],
    ['the photo is too dark, +1 EV', ['lowlight 1', 'exposure 1']],
    ['the photo is too dark, brighten her face', ['lowlight 1', 'exposure 1']],
    ['the photo is too dark, more contrast', ['lowlight 1', 'contrast 1']],
  ])('stay two where they differ, as in %j', async (text, steps) => {
    expect(await heard(text)).toEqual(steps);
  });
});
