import { describe, expect, it } from 'vitest';
import { faultsFound } from '../../../../src/engine/planPhoto.ts';
import { AppError, errorOf, failureOf } from '../../../../src/shared/base/errors.ts';
import { failureSchema } from '../../../../src/shared/base/failureSchema.ts';
import { inEnglish, type SentenceKey, sentence } from '../../../../src/shared/base/sentence.ts';
import { sentences } from '../../../../src/shared/base/sentences.ts';
import { languages } from '../../../../src/shared/model/operation.ts';
import { speak } from '../../../../src/shared/words/createWords.ts';
import { sayFailure, saySentence } from '../../../../src/shared/words/saySentence.ts';

const keys = Object.keys(sentences) as SentenceKey[];
const slotsOf = (key: SentenceKey): string[] =>
  [...sentences[key].matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

describe.each(languages)('in %s', (language) => {
  it('fills in everything that is given, and leaves no gap', () => {
    for (const key of keys) {
      const values = Object.fromEntries(slotsOf(key).map((slot) => [slot, `<${slot}>`]));
      const text = saySentence(speak(language), { key, values });
      expect(text).not.toMatch(/\{\{|\}\}|undefined/);
      for (const value of Object.values(values)) expect(text).toContain(value);
    }
  });
});

it('says in Chinese and Japanese what is not English', () => {
  const hasText = (key: SentenceKey): boolean => /\p{L}/u.test(sentences[key].replaceAll(/\{\{\w+\}\}/g, ''));
  const same = keys.filter(hasText).filter((key) =>
    (['zh', 'ja'] as const).some((language) => {
      const values = Object.fromEntries(slotsOf(key).map((slot) => [slot, '']));
      return !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(saySentence(speak(language), { key, values }));
    }),
  );
  expect(same).toEqual([]);
});

it('says parts that are sentences themselves in the same language', () => {
  const task = sentence('said.taskNetwork', { graph: 'tile', model: 'patina' });
  const said = sentence('said.inferenceStuck', { task, seconds: 60 });
  expect(inEnglish(said)).toBe(
    "The inference process was stopped because the network 'tile' of 'patina' did not finish within 60 s.",
  );
  expect(saySentence(speak('ja'), said)).toContain('「patina」のネットワーク「tile」が 60 秒以内');
});

it('says one full stop where a sentence ends inside another one', () => {
  const reason = sentence('said.networkNotNumbers', { model: 'patina' });
  const unusable = sentence('said.deviceUnusable', { device: 'webgpu', reason, others: 'cpu' });
  expect(inEnglish(unusable)).toBe(
    "The device 'webgpu' cannot be used: The model patina answered with values that are not numbers. This installation also has: cpu.",
  );
  expect(inEnglish(sentence('said.inferenceNoStart', { reason }))).toContain('not numbers).');
  expect(inEnglish(sentence('said.engineEnded', { reason }))).toMatch(/not numbers\.$/);
  for (const language of languages) {
    expect(saySentence(speak(language), unusable)).not.toMatch(/[.。]\s*[.。]|[\u{E000}]/u);
    expect(saySentence(speak(language), sentence('said.engineEnded', { reason }))).toMatch(/[.。]$/);
  }
});

it('shows the name of a file where the command line shows its path', () => {
  const said = sentence('said.inputEmpty', { file: '/home/ana/photos/{{file}} a.jpg' });
  expect(inEnglish(said)).toContain('/home/ana/photos/{{file}} a.jpg is empty');
  expect(saySentence(speak('zh'), said)).toContain('{{file}} a.jpg 是空的');
  expect(saySentence(speak('zh'), said)).not.toContain('ana');
  expect(saySentence(speak('en'), sentence('said.inputEmpty', { file: 'C:\\photos\\b.jpg' }))).toMatch(/^b\.jpg is/);
});

it('keeps what was said through a file or a wire, and English where another version said it', () => {
  const error = new AppError('disk-full', sentence('said.outputNoRoom', { file: 'a.png' }));
  const kept = failureSchema.parse(JSON.parse(JSON.stringify(failureOf(error))));
  expect(errorOf(kept)).toMatchObject({ code: 'disk-full', message: error.message, said: error.said });
  expect(sayFailure(speak('ja'), kept)).toContain('空き容量がありません');

  const later = failureSchema.parse({ ...kept, said: { key: 'said.laterThanThis', values: {} } });
  expect(sayFailure(speak('ja'), later)).toBe(error.message);
  const earlier = failureSchema.parse({ code: kept.code, message: kept.message });
  expect([errorOf(earlier).message, sayFailure(speak('zh'), earlier)]).toEqual([error.message, error.message]);
});

it('says what was found on a photo that is put aside, in every language', () => {
  const said = sentence('said.parked', {
    faults: faultsFound([
      { operation: 'denoise', degree: 'strong', severity: 0.9 },
      { operation: 'dehaze', degree: 'light', severity: 0.2 },
    ]),
  });
  expect(inEnglish(said)).toBe('So much seems wrong (strong noise, some haze) that somebody should look at it first.');
  expect(saySentence(speak('zh'), said)).toBe('问题似乎太多（严重噪点、轻微雾霾），应先由人查看。');
  expect(saySentence(speak('ja'), said)).toMatch(/ノイズ、.*かすみ/);
  expect(inEnglish(faultsFound([]))).toBe('nothing wrong was found');
});
