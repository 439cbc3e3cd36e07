import { expect, it } from 'vitest';
import { classify, type Meaning } from '../../../../src/engine/instruction/classify.ts';

function heard(chances: Readonly<Record<string, number>>): Meaning {
  const each = Object.entries({ 'exposure-': 0, 'highlights-': 0, 'shadows-': 0, ...chances });
  return classify({ chances: new Map(each), embedding: new Float32Array(256) });
}

it('takes the likelier of two ways to brighten for sure: they are no rivals', () => {
  const meaning = heard({ 'highlights+': 0.55, 'exposure+': 0.4, 'shadows+': 0 });
  expect(meaning).toMatchObject({
    kind: 'wish',
    wishes: [{ operation: 'highlights', direction: 1, confidence: 0.95 }],
  });
});

it('takes the likelier of two ways to make a picture sharper for sure', () => {
  expect(heard({ deblur: 0.79, sharpen: 0.47 })).toMatchObject({ kind: 'wish', wishes: [{ operation: 'deblur' }] });
});

it('asks where one way brightens and the other darkens', () => {
  const meaning = heard({ 'highlights-': 0.55, 'exposure+': 0.4, 'highlights+': 0, 'shadows+': 0 });
  expect(meaning).toMatchObject({ kind: 'unclear', isLikelyWish: true });
});

it('asks between what has nothing to do with each other', () => {
  expect(heard({ sharpen: 0.55, denoise: 0.4 })).toMatchObject({ kind: 'unclear', isLikelyWish: true });
});
