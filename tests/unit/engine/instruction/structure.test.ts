import { describe, expect, it } from 'vitest';
import { heardWords } from '../../../../src/engine/instruction/heardWords.ts';
import { looksLikeCode } from '../../../../src/engine/instruction/looksLikeCode.ts';
import { isProhibition, withoutUrging } from '../../../../src/engine/instruction/negation.ts';
import { fold, tidy } from '../../../../src/engine/instruction/normalise.ts';
import { placeOf } from '../../../../src/engine/instruction/region.ts';
import { splitClauses } from '../../../../src/engine/instruction/splitClauses.ts';
import { atAnds, atCommas } from '../../../../src/engine/instruction/splitPieces.ts';

const words = (text: string): string[] => splitClauses(tidy(text)).map((clause) => clause.words);

describe('normalise', () => {
  it.each([
    ['ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['don’t   sharpen', "don't sharpen"],
    ['one\n\ntwo', 'one ; two'],
  ])('tidies %j', (text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });

  it.each([
    ['ÉCLAT', 'eclat'],
    ['İI', 'ii'],
    ['カ\u3099', 'ガ'],
    ['ΣΊΣ', 'σισ'],
  ])('folds %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('splitClauses', () => {
  it.each([
    ['First denoise, then brighten a bit and finally sharpen.', ['denoise', 'brighten a bit', 'sharpen']],
    ['1. fix scratches 2. remove noise 3. enlarge 4x', ['fix scratches', 'remove noise', 'enlarge 4x']],
    ['1) denoise\n2) sharpen', ['denoise', 'sharpen']],
    ['dehaze -> contrast → sharpen', ['dehaze', 'contrast', 'sharpen']],
    ['denoise; deblur', ['denoise', 'deblur']],
    ['after removing the haze, brighten', ['removing the haze', 'brighten']],
    ['brighten after removing the haze', ['removing the haze', 'brighten']],
    ['before sharpening, denoise', ['denoise', 'sharpening']],
    ['sharpen, but before that denoise', ['denoise', 'sharpen']],
    ['denoise before you sharpen', ['denoise', 'sharpen']],
    ['sharpen, but first denoise', ['denoise', 'sharpen']],
    ['锐化，但要先去噪', ['去噪', '锐化']],
    ['brighten by 0.5 stops. sharpen.', ['brighten by 0.5 stops', 'sharpen']],
    ["denoise but don't sharpen", ['denoise', "don't sharpen"]],
    ['denoise without touching the colours', ['denoise', 'without touching the colours']],
    ['先去噪，再去雾，最后锐化', ['去噪', '去雾', '锐化']],
    ['去噪之后锐化', ['去噪', '锐化']],
    ['锐化之前先去噪', ['去噪', '锐化']],
    ['まずノイズを消して、次に明るくして', ['ノイズを消して', '明るくして']],
    ['霧を取ってからシャープに', ['霧を取って', 'シャープに']],
    ['明るくする前にノイズを消して', ['ノイズを消して', '明るくする']],
    ["denoise, I don't like the scratches", ["denoise, I don't like the scratches"]],
    ["we really don't want the noise", ["we really don't want the noise"]],
    ['everything but the mask', ['everything but the mask']],
    ['a third of a stop darker', ['a third of a stop darker']],
  ])('splits %j', (text, clauses) => {
    expect(words(text)).toEqual(clauses);
  });

  it('tells order from a mere full stop', () => {
    expect(splitClauses('denoise. sharpen, then brighten').map((clause) => clause.link)).toEqual([
      'start',
      'sentence',
      'order',
    ]);
  });
});

describe('splitPieces', () => {
  it.each([
    ['the grain and the blur', ['the grain', 'the blur']],
    ['make it black and white', ['make it black and white']],
    ['less contrast and saturation', ['less contrast', 'less saturation']],
    ['降低对比度和饱和度', ['降低对比度', '降低饱和度']],
    ['コントラストと彩度を上げて', ['コントラストを上げて', '彩度を上げて']],
    ['饱和度', ['饱和度']],
    ['ブレを何とかして', ['ブレを何とかして']],
  ])('splits %j at its "and"s', (text, pieces) => {
    expect(atAnds(text)).toEqual(pieces);
  });

  it('splits at commas that are not decimal', () => {
    expect(atCommas('brighten by 0,5 stops, sharpen')).toEqual(['brighten by 0,5 stops', 'sharpen']);
  });
});

describe('negation', () => {
  it.each([
    "don't sharpen",
    'do not touch the colours',
    'leave the grain alone',
    'keep the colours as they are',
    'without touching colours',
    'never sharpen',
    'no sharpening',
    '不要锐化',
    '保持颜色不变',
    'シャープにはしないで',
    '色はそのままで',
    "I don't mind the grain",
    "we don't care about the haze",
    "the noise doesn't bother me",
    '我不介意噪点',
    '噪点无所谓',
    'ノイズは気にならない',
    'das Rauschen stört mich nicht',
    'le grain ne me dérange pas',
    'no me molesta el ruido',
  ])('hears a prohibition in %j', (text) => {
    expect(isProhibition(text)).toBe(true);
  });

  it.each([
    'it is not sharp',
    "the flash didn't fire",
    "I don't like the grain",
    'no more noise',
    'taken without flash',
    "can't see anything",
    "I don't care how, but the noise must go",
    "if you don't mind",
    '如果你不介意',
    '看不清',
    'ピントが合っていない',
  ])('hears a symptom, not a prohibition, in %j', (text) => {
    expect(isProhibition(text)).toBe(false);
  });

  it('takes "don\'t forget to" for urging', () => {
    expect(withoutUrging("don't forget to denoise")).toBe('denoise');
  });
});

describe('region', () => {
  it.each([
    ['denoise the selection', 'mask'],
    ['only inside the mask, brighten', 'mask'],
    ['选区内去噪', 'mask'],
    ['マスクの中だけ明るく', 'mask'],
    ['darken everything except the mask', 'outside-mask'],
    ['everything outside the selection', 'outside-mask'],
    ['选区以外压暗', 'outside-mask'],
    ['選択範囲以外を暗く', 'outside-mask'],
    ['brighten her face', { words: 'her face' }],
    ['make the sky darker', { words: 'the sky' }],
    ['the noise in the sky', { words: 'the sky' }],
    ['把天空提亮', { words: '天空' }],
    ['空だけ明るくして', { words: '空' }],
    ['my hand shook', null],
    ['bring out the shadows', null],
    ['remove the rain', null],
  ])('finds where %j applies', (text, region) => {
    expect(placeOf(text).region).toEqual(region);
  });
});

describe('heardWords', () => {
  it.each([
    ["I don't like the noise", 'I hate the noise'],
    ["we really don't like those scratches", 'we hate those scratches'],
    ["I don't like the contrast", "I don't like the contrast"],
    ['brighten by 20 %', 'brighten'],
    ['It is blurry', "it's blurry"],
    ['make the sky a bit darker', 'make it a bit darker'],
    ['make the sky more dramatic', 'make the sky more dramatic'],
  ])('lets the encoder hear %j as %j', (text, heard) => {
    expect(heardWords(text)).toBe(heard);
  });
});

describe('looksLikeCode', () => {
  it.each([
    'rm -rf /',
    'https://a.example/b',
    'import os',
    'print("x")',
    '<script>',
    '../../etc/passwd',
    'C:\\temp',
    'a && b',
  ])('refuses %j', (text) => {
    expect(looksLikeCode(text)).toBe(true);
  });

  it.each([
    'the print was torn',
    'select the best',
    'sharpen (a little)',
    'import it nicely please',
    '50/50',
    'let me see her face',
  ])('accepts %j', (text) => {
    expect(looksLikeCode(text)).toBe(false);
  });
});
