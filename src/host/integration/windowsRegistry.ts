import { fileEndings } from '../../shared/model/image.ts';
import { windowsWord } from './quoting.ts';
import type { Verb } from './verbs.ts';

const classes = 'Software\\Classes\\SystemFileAssociations';

/** A key of this user's part of the registry with its texts. */
export interface RegistryKey {
  /** Below `HKEY_CURRENT_USER`. */
  readonly key: string;
  /** Names and texts; an empty name is the key's own value. */
  readonly values: readonly (readonly [name: string, text: string])[];
}

/**
 * What gives every kind of photo a submenu "Patina" with the verbs, for this user alone. Each photo of a selection is a
 * call of its own.
 */
export function menuEntries(verbs: readonly Verb[], command: readonly string[]): RegistryKey[] {
  return menuKeys().flatMap((key) => [
    {
      key,
      values: [
        ['MUIVerb', 'Patina'],
        ['SubCommands', ''],
        ['MultiSelectModel', 'Player'],
      ] as const,
    },
    ...verbs.flatMap((verb, index) => verbEntries(`${key}\\shell\\${index + 1}-${verb.id}`, verb, command)),
  ]);
}

/** The keys of the submenu, one for each kind of photo; nothing else is below them. */
export function menuKeys(): string[] {
  return Object.values(fileEndings)
    .flat()
    .map((ending) => `${classes}\\.${ending}\\shell\\Patina`);
}

/** The submenu as a file for `reg import`, in place of an earlier one. */
export function registryInstall(verbs: readonly Verb[], command: readonly string[]): string {
  return registryFile([
    ...removals(),
    '',
    ...menuEntries(verbs, command).flatMap(({ key, values }) => [
      `[HKEY_CURRENT_USER\\${key}]`,
      ...values.map(([name, text]) => `${name === '' ? '@' : registryText(name)}=${registryText(text)}`),
      '',
    ]),
  ]);
}

/** A file for `reg import` that takes the submenu away again. */
export function registryRemoval(): string {
  return registryFile(removals());
}

function removals(): string[] {
  return menuKeys().map((key) => `[-HKEY_CURRENT_USER\\${key}]`);
}

function verbEntries(key: string, { names, args }: Verb, command: readonly string[]): RegistryKey[] {
  const line = [...[...command, ...args].map(windowsWord), '"%1"'].join(' ');
  return [
    { key, values: [['MUIVerb', names.en]] },
    { key: `${key}\\command`, values: [['', line]] },
  ];
}

function registryFile(lines: readonly string[]): string {
  return `\ufeff${['Windows Registry Editor Version 5.00', '', ...lines, ''].join('\r\n')}`;
}

function registryText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
