/** From a key press to the id of a command, and from an id to the keys as they are written. */
import { type CommandId, commandIds, commandOf } from './commands.ts';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Signs that need Shift on some keyboards and not on others: their Shift says nothing. */
const isSign = (key: string): boolean => key.length === 1 && key.toLowerCase() === key.toUpperCase();

/** The press as it is written in the table of commands, e.g. `Mod+Shift+Z`. */
function nameOfPress(press: KeyPress, mac: boolean): string {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  const shift = press.shiftKey && !isSign(press.key);
  return [mod && 'Mod', press.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

const byKey = new Map<string, CommandId>(
  commandIds.flatMap((id) => commandOf(id).keys.map((key) => [key, id] as const)),
);

/** The command of a key press, or null. */
export function commandOfPress(press: KeyPress, mac: boolean): CommandId | null {
  return byKey.get(nameOfPress(press, mac)) ?? null;
}

/** True for a press that types something: it may start a sentence. */
export function isTyping(press: KeyPress): boolean {
  return /^.$/u.test(press.key) && press.key !== ' ' && !press.ctrlKey && !press.metaKey && !press.altKey;
}

const macSigns: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Delete: '⌫',
  Escape: '⎋',
};
const plainSigns: Readonly<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc' };
const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** The parts of a key combination as they are shown, e.g. `['Ctrl', 'Z']`. */
export function shownKeys(key: string, mac: boolean): readonly string[] {
  const parts = key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key === '+' ? ['+'] : key.split('+');
  const signs = mac ? macSigns : plainSigns;
  return parts.map((part) => arrows[part] ?? signs[part] ?? part);
}

/** The usual keys of a command in one line, or null where it has none. */
export function keyHint(id: CommandId, mac: boolean): string | null {
  const [key] = commandOf(id).keys;
  return key === undefined ? null : shownKeys(key, mac).join(mac ? '' : '+');
}
