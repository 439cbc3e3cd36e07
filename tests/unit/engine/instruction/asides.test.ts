import { expect, it } from 'vitest';
import { amountOf } from '../../../../src/engine/instruction/amounts.ts';
import { isAside, withoutCircumstance } from '../../../../src/engine/instruction/asides.ts';
import { understand } from '../../../../src/engine/instruction/understand.ts';
import { directEncoder } from './directEncoder.ts';

const encoder = await directEncoder();
const operationsOf = async (text: string) => {
  const { plan } = await understand(text, encoder);
  return [plan.steps.map(({ operation }) => operation), plan.declined];
};

it('takes hopes and sighs for no wish', () => {
  for (const words of [
    'I want to see the towers',
    'so that we can see her',
    'again',
    'undo it',
    '想看清楚对面',
    '山が見たい',
    'get rid of them',
    '强度70%',
    'strength 40 %',
  ])
    expect([words, isAside(words)]).toEqual([words, true]);
  for (const words of [
    'get rid of the noise',
    'fix it',
    'see to the noise',
    'I want to brighten it',
    '霧を晴らして山が見えるように',
    '看起来很暗',
  ])
    expect([words, isAside(words)]).toEqual([words, false]);
});

it('hears two faults in one breath although one word alone would leave doubts', async () => {
  expect(await operationsOf('noisy AND dark')).toEqual([['denoise', 'lowlight'], null]);
  expect(await operationsOf('the photo is dark and noisy')).toEqual([['lowlight', 'denoise'], null]);
});

it('gives what points at a fault to the fault', async () => {
  expect(await operationsOf('white specks all over the negative, get rid of them')).toEqual([['descratch'], null]);
  expect(await operationsOf('去雾，力度60%')).toEqual([['dehaze'], null]);
});

it('leaves out when and why it happened', () => {
  expect(withoutCircumstance('my hands were trembling when I pressed the shutter')).toBe('my hands were trembling');
  expect(withoutCircumstance('it is all milky since we stood near the falls')).toBe('it is all milky');
  for (const words of ['when I pressed it', 'as bright as the sun', 'sharpen as much as you can'])
    expect(withoutCircumstance(words)).toBe(words);
});

it('corrects a cast once, and does both where both are asked for', async () => {
  expect(await operationsOf("it's too yellow, correct the white balance")).toEqual([['whitebalance'], null]);
  expect(await operationsOf('fix the white balance, then make it warmer')).toEqual([
    ['whitebalance', 'temperature'],
    null,
  ]);
});

it('refuses to put something into the picture, and takes counted stops for stops', async () => {
  for (const text of ['在湖上画一条船', '在湖面上加一艘船', '给天空添加一轮月亮'])
    expect([text, (await operationsOf(text))[0]]).toEqual([text, []]);
  expect(await operationsOf('曝光加一档')).toEqual([['exposure'], null]);
  expect(await operationsOf('放大两倍，再加一点对比度')).toEqual([['upscale', 'contrast'], null]);
});

it('reads a number behind a name, and a half behind a stop', () => {
  expect(amountOf('vibrance 50')).toEqual({ kind: 'number', value: 50, signed: false });
  expect(amountOf('a stop and a half darker')).toEqual({ kind: 'stops', value: 1.5, signed: false });
  expect(amountOf('a stop and a halfway house')).toMatchObject({ value: 1 });
  expect(amountOf('shot at iso 6400')).toBeNull();
});
