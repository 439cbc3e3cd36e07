import { describe, expect, it } from 'vitest';
import { amountOf } from '../../../../src/engine/instruction/amounts.ts';
import type { Wish } from '../../../../src/engine/instruction/classify.ts';
import { measureOf } from '../../../../src/engine/instruction/parameters.ts';

const wish = (operation: Wish['operation'], direction: Wish['direction'] = 0): Wish => ({
  operation,
  direction,
  confidence: 1,
});

describe('amountOf', () => {
  it.each([
    ['slightly', 0.3],
    ['a bit', 0.4],
    ['a little', 0.4],
    ['somewhat', 0.5],
    ['strongly', 0.9],
    ['completely', 1],
    ['稍微', 0.3],
    ['一点', 0.4],
    ['彻底', 1],
    ['少し', 0.4],
    ['もうちょい', 0.4],
    ['完全に', 1],
  ])('reads the word %j', (text, value) => {
    expect(amountOf(text)).toEqual({ kind: 'word', value });
  });

  it.each([
    ['by half', 0.5],
    ['40 %', 0.4],
    ['30 percent', 0.3],
    ['一半', 0.5],
    ['百分之二十五', 0.25],
    ['三割', 0.3],
  ])('reads the share %j', (text, value) => {
    expect(amountOf(text)).toEqual({ kind: 'share', value, signed: false });
  });

  it.each([
    ['+1 EV', 1, true],
    ['-0.3 stops', -0.3, true],
    ['half a stop', 0.5, false],
    ['one and a half stops', 1.5, false],
    ['a third of a stop', 0.33, false],
    ['½ stop'.normalize('NFKC'), 0.5, false],
    ['加一档', 1, false],
    ['减三分之一档', 0.33, false],
    ['加三分之二档', 0.67, false],
    ['半段', 0.5, false],
  ])('reads the stops %j', (text, value, signed) => {
    expect(amountOf(text)).toEqual({ kind: 'stops', value, signed });
  });

  it.each(['shot at iso 6400', 'remove the noise', 'her hair', 'de-noise'])('finds no amount in %j', (text) => {
    expect(amountOf(text)).toBeNull();
  });
});

describe('measureOf', () => {
  it.each([
    ['denoise', 1],
    ['get the grain out', 0.7],
    ['denoise slightly', 0.3],
    ['strongly denoise', 1],
    ['heavily reduce the grain', 0.9],
    ['denoise by half', 0.5],
    ['denoise at 60', 0.6],
    ['denoise 150 %', 1],
  ])('gives a restoration its strength: %j', (text, strength) => {
    expect(measureOf(wish('denoise'), text)).toEqual({ parameters: {}, strength, askedFactor: null });
  });

  it.each([
    ['brighten', 0.5],
    ['brighten a little', 0.3],
    ['brighten a lot', 1],
    ['+1 EV', 1],
    ['exposure -0.3 stops', -0.3],
    ['half a stop brighter', 0.5],
    ['twice as bright', 1],
    ['+99 EV', 5],
  ])('gives the exposure in EV: %j', (text, ev) => {
    expect(measureOf(wish('exposure', 1), text).parameters).toEqual({ ev });
  });

  it('takes half of the light as one stop less', () => {
    expect(measureOf(wish('exposure', -1), 'darken by half').parameters).toEqual({ ev: -1 });
  });

  it.each([
    ['less saturation', -25],
    ['a little less saturation', -15],
    ['saturation -20', -20],
    ['desaturate by 30 %', -30],
    ['black and white', -100],
    ['drain all the colours', -100],
    ['mute all the colours', -25],
  ])('gives the saturation in percent: %j', (text, amount) => {
    expect(measureOf(wish('saturation', -1), text).parameters).toEqual({ amount });
  });

  it.each([
    ['upscale', 2],
    ['upscale 4x', 4],
    ['x2', 2],
    ['double the size', 2],
    ['四倍', 4],
    ['2倍に', 2],
    ['400%', 4],
  ])('gives the factor of %j', (text, factor) => {
    expect(measureOf(wish('upscale'), text)).toEqual({ parameters: { factor }, strength: 1, askedFactor: null });
  });

  it('keeps what was asked for when it cannot enlarge exactly so', () => {
    expect(measureOf(wish('upscale'), 'upscale 3x')).toEqual({
      parameters: { factor: 4 },
      strength: 1,
      askedFactor: 3,
    });
  });
});
