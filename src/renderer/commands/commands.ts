/** Every action has one id. Keys, palette, menus and buttons all name it. */

interface CommandDefinition {
  /** Keys as in the shortcut sheet: `Mod` is the command key on a Mac, else control. The first one is shown. */
  readonly keys: readonly string[];
  readonly group: 'file' | 'edit' | 'work' | 'view' | 'tools' | 'window';
  /** Makes no sense without an open picture. */
  readonly picture: boolean;
}

const define = (group: CommandDefinition['group'], keys: readonly string[], picture = true): CommandDefinition => ({
  group,
  keys,
  picture,
});

export const commands = {
  'picture.open': define('file', ['Mod+O'], false),
  'picture.sample': define('file', [], false),
  'queue.add': define('file', ['Mod+Shift+O'], false),
  'picture.export': define('file', ['Mod+E', 'Mod+Shift+E']),
  'picture.close': define('file', []),
  'edit.undo': define('edit', ['Mod+Z']),
  'edit.redo': define('edit', ['Mod+Shift+Z', 'Mod+Y']),
  'history.states': define('view', ['H']),
  'history.leave': define('view', []),
  'step.toggle': define('edit', ['T']),
  'step.rename': define('edit', ['F2']),
  'step.duplicate': define('edit', ['Mod+D']),
  'step.later': define('edit', ['Alt+ArrowUp']),
  'step.earlier': define('edit', ['Alt+ArrowDown']),
  'step.close': define('edit', ['Escape']),
  'step.remove': define('edit', ['Delete', 'Backspace']),
  'step.scope': define('view', ['C']),
  'mask.paint': define('edit', []),
  'mask.finish': define('edit', ['Enter']),
  'mask.invert': define('edit', ['I']),
  'mask.clear': define('edit', []),
  'work.run': define('work', ['Mod+Enter']),
  'work.pause': define('work', ['P']),
  'work.cancel': define('work', ['Mod+.']),
  'queue.pause': define('work', ['Shift+P'], false),
  'view.fit': define('view', ['0', 'Mod+0']),
  'view.actual': define('view', ['1', 'Mod+1']),
  'view.double': define('view', ['2', 'Mod+2']),
  'view.closer': define('view', ['+', '=', 'Mod++', 'Mod+=']),
  'view.farther': define('view', ['-', 'Mod+-']),
  'compare.split': define('view', ['S']),
  'compare.side': define('view', ['Y']),
  'compare.hold': define('view', ['\\']),
  'view.loupe': define('view', ['M']),
  'mask.overlay': define('view', ['Q']),
  'mask.grey': define('view', ['Shift+Q']),
  'tool.pan': define('tools', ['V']),
  'tool.brush': define('tools', ['B']),
  'tool.erase': define('tools', ['E']),
  'tool.lasso': define('tools', ['L']),
  'tool.rectangle': define('tools', ['R']),
  'tool.ellipse': define('tools', ['O']),
  'tool.gradient': define('tools', ['G']),
  'tool.range': define('tools', ['K']),
  'tool.zoom': define('tools', ['Z']),
  'brush.smaller': define('tools', ['[']),
  'brush.larger': define('tools', [']']),
  'brush.softer': define('tools', ['{', 'Shift+[']),
  'brush.harder': define('tools', ['}', 'Shift+]']),
  'bar.focus': define('window', ['/']),
  'window.palette': define('window', ['Mod+K'], false),
  'window.shortcuts': define('window', ['?'], false),
  'window.settings': define('window', ['Mod+,'], false),
  'window.panel': define('window', ['Mod+\\']),
  'queue.show': define('window', ['Mod+J'], false),
  'window.history': define('window', []),
  'window.histogram': define('window', []),
} as const satisfies Record<string, CommandDefinition>;

export type CommandId = keyof typeof commands;
export const commandIds = Object.keys(commands) as readonly CommandId[];
export type CommandGroup = CommandDefinition['group'];

/** The definition with its keys as plain strings. */
export function commandOf(id: CommandId): CommandDefinition {
  return commands[id];
}
