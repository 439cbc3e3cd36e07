import { expect, it } from 'vitest';
import { changedSettings } from '../../../../src/renderer/tools/brushTool.ts';

const brush = { size: 100, hardness: 0.5, flow: 1 };
const press = (key: string, code = '', shiftKey = false) => changedSettings(brush, { key, code, shiftKey });

it('grows and shrinks by brackets, at least by a pixel and within bounds', () => {
  expect([press(']', 'BracketRight')?.size, press('[', 'BracketLeft')?.size]).toEqual([120, 83]);
  const small = changedSettings({ ...brush, size: 1 }, { key: '[', code: 'BracketLeft', shiftKey: false });
  const next = changedSettings({ ...brush, size: 1 }, { key: ']', code: 'BracketRight', shiftKey: false });
  expect([small?.size, next?.size]).toEqual([1, 2]);
});

it('hardens and softens by brackets with Shift, on every keyboard', () => {
  expect([press('}', 'BracketRight', true)?.hardness, press('{', 'Digit7')?.hardness]).toEqual([0.6, 0.4]);
});

it('sets the flow by digits', () => {
  expect([press('3')?.flow, press('0')?.flow, press('3', 'Digit3', true)]).toEqual([0.3, 1, null]);
});

it('leaves other keys alone', () => {
  expect(press('b', 'KeyB')).toBeNull();
});
