import { fileEndings } from '../../shared/model/image.ts';
import { windowsWord } from './quoting.ts';
import type { Verb } from './verbs.ts';

const classes = 'HKEY_CURRENT_USER\\Software\\Classes\\SystemFileAssociations';

/**
 * A file for `reg import` that gives every kind of photo a submenu "Patina" with the verbs, for this user alone. Each
 * photo of a selection is a call of its own.
 */
export function registryInstall(verbs: readonly Verb[], command: readonly string[]): string {
  return registryFile(
    keys().flatMap((key) => [
      `[${key}]`,
      '"MUIVerb"="Patina"',
      '"SubCommands"=""',
      '"MultiSelectModel"="Player"',
      '',
      ...verbs.flatMap((verb, index) => verbLines(`${key}\\shell\\${index + 1}-${verb.id}`, verb, command)),
    ]),
  );
}

/** A file for `reg import` that takes the submenu away again; nothing else is below its key. */
export function registryRemoval(): string {
  return registryFile(keys().map((key) => `[-${key}]`));
}

function verbLines(key: string, { names, args }: Verb, command: readonly string[]): string[] {
  const line = [...[...command, ...args].map(windowsWord), '"%1"'].join(' ');
  return [`[${key}]`, `"MUIVerb"=${registryText(names.en)}`, '', `[${key}\\command]`, `@=${registryText(line)}`, ''];
}

function keys(): string[] {
  return Object.values(fileEndings)
    .flat()
    .map((ending) => `${classes}\\.${ending}\\shell\\Patina`);
}

function registryFile(lines: readonly string[]): string {
  return `\ufeff${['Windows Registry Editor Version 5.00', '', ...lines, ''].join('\r\n')}`;
}

function registryText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
