import { join } from 'node:path';
import { fileEndings } from '../../shared/model/image.ts';
import type { OwnFile } from './ownFile.ts';
import { entryText, execWord, shellWord } from './quoting.ts';
import type { Verb } from './verbs.ts';

const mimeTypes = Object.keys(fileEndings)
  .map((format) => `image/${format};`)
  .join('');

/**
 * What Linux file managers read: an application with actions, a service menu for Dolphin, an action for Nemo for each
 * verb, a script for Nautilus for each verb. Thunar keeps its actions in one file of the user's, see `thunarActions`.
 * @param command the program and its first arguments
 * @param dataFolder `XDG_DATA_HOME`
 */
export function linuxFiles(verbs: readonly Verb[], command: readonly string[], dataFolder: string): OwnFile[] {
  const [open] = verbs.filter(({ id }) => id === 'open');
  const actions = verbs.filter(({ id }) => id !== 'open');
  const application = open === undefined ? [] : [applicationEntry(open, actions, command)];
  return [
    ...application.map((content) => ({
      path: join(dataFolder, 'applications', 'patina.desktop'),
      content,
      executable: false,
    })),
    {
      path: join(dataFolder, 'kio', 'servicemenus', 'patina.desktop'),
      content: serviceMenu(verbs, command),
      // Plasma runs no service menu that is not executable.
      executable: true,
    },
    ...verbs.map((verb) => ({
      path: join(dataFolder, 'nemo', 'actions', `patina-${verb.id}.nemo_action`),
      content: nemoAction(verb, command),
      executable: false,
    })),
    ...verbs.map((verb) => ({
      path: join(dataFolder, 'nautilus', 'scripts', fileName(verb.names.en)),
      content: nautilusScript(verb, command),
      executable: true,
    })),
  ];
}

function applicationEntry(open: Verb, actions: readonly Verb[], command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Patina',
    'Comment=Restore photos by instruction, on this machine alone',
    'Comment[zh]=用一句话修复照片，只在本机进行',
    'Comment[ja]=言葉で写真を修復、すべてこのコンピューターの中で',
    `Exec=${execLine(open, command)}`,
    'Terminal=false',
    'Categories=Graphics;Photography;',
    `MimeType=${mimeTypes}`,
    `Actions=${actions.map(({ id }) => `${id};`).join('')}`,
    ...actions.flatMap((verb) => ['', ...actionLines(verb, command)]),
    '',
  ].join('\n');
}

function serviceMenu(verbs: readonly Verb[], command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Service',
    'X-KDE-ServiceTypes=KonqPopupMenu/Plugin',
    'X-KDE-Submenu=Patina',
    `MimeType=${mimeTypes}`,
    `Actions=${verbs.map(({ id }) => `${id};`).join('')}`,
    ...verbs.flatMap((verb) => ['', ...actionLines(verb, command)]),
    '',
  ].join('\n');
}

function actionLines(verb: Verb, command: readonly string[]): string[] {
  return [`[Desktop Action ${verb.id}]`, ...nameLines(verb), `Exec=${execLine(verb, command)}`];
}

function nemoAction(verb: Verb, command: readonly string[]): string {
  return [
    '[Nemo Action]',
    'Active=true',
    ...nameLines(verb),
    `Exec=${execLine(verb, command)}`,
    'Selection=notnone',
    `Mimetypes=${mimeTypes}`,
    'Quote=double',
    '',
  ].join('\n');
}

function nameLines({ names }: Verb): string[] {
  return [`Name=${entryText(names.en)}`, `Name[zh]=${entryText(names.zh)}`, `Name[ja]=${entryText(names.ja)}`];
}

function execLine({ args }: Verb, command: readonly string[]): string {
  return [...[...command, ...args].map(execWord), '%F'].join(' ');
}

/** Nautilus hands the selected files over as arguments, in the folder that is shown. */
function nautilusScript({ args }: Verb, command: readonly string[]): string {
  return `#!/bin/sh\nexec ${[...command, ...args].map(shellWord).join(' ')} "$@"\n`;
}

function fileName(text: string): string {
  return text.replace(/[/\p{Cc}]/gu, '_').replace(/^\./, '_');
}
