import { describe, expect, it } from 'vitest';
import { commandIds, commandOf } from '../../../../src/renderer/commands/commands.ts';
import { commandOfPress, isTyping, type KeyPress, shownKeys } from '../../../../src/renderer/commands/keymap.ts';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

describe('keys', () => {
  it('undoes with control on a PC and with command on a Mac', () => {
    expect([
      commandOfPress(press('z', { ctrlKey: true }), false),
      commandOfPress(press('z', { metaKey: true }), true),
      commandOfPress(press('z', { ctrlKey: true }), true),
    ]).toEqual(['edit.undo', 'edit.undo', 'tool.zoom']);
  });

  it('redoes with Shift', () => {
    expect(commandOfPress(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('edit.redo');
  });

  it('takes a question mark whether or not it needs Shift on this keyboard', () => {
    expect(commandOfPress(press('?', { shiftKey: true }), false)).toBe('window.shortcuts');
  });

  it('gives no key to two commands', () => {
    const keys = commandIds.flatMap((id) => commandOf(id).keys);
    expect(keys.length).toBe(new Set(keys).size);
  });

  it('takes letters of any script as the start of a sentence, but no shortcut', () => {
    expect([isTyping(press('去')), isTyping(press('g')), isTyping(press('g', { ctrlKey: true }))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('shows the plus of a zoom key', () => {
    expect(shownKeys('Mod++', false)).toEqual(['Ctrl', '+']);
  });
});
