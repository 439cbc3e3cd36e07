/** What the Windows installer adds for photos, as an include of electron-builder's NSIS script. */

import type { Verb } from '../../src/host/integration/verbs.ts';
import { menuEntries, menuKeys, type RegistryKey } from '../../src/host/integration/windowsRegistry.ts';
import { fileEndings } from '../../src/shared/model/image.ts';

/** Stands for the folder of the installation until the text is NSIS's. */
const folder = '\u0001';
const application = 'Software\\Classes\\Applications\\Patina.exe';
const kind = 'Software\\Classes\\Patina.Photo';

/**
 * The script: at installation the submenu of the Explorer, and Patina among the programs that open photos (whichever opens
 * them by default stays); at removal both go. Everything is the user's own.
 */
export function windowsMenuScript(verbs: readonly Verb[]): string {
  const command = [`${folder}\\Patina.exe`];
  const open = `"${folder}\\Patina.exe" "%1"`;
  const endings = Object.values(fileEndings).flat();
  const program: RegistryKey[] = [
    { key: `${application}\\shell\\open\\command`, values: [['', open]] },
    { key: `${application}\\SupportedTypes`, values: endings.map((ending) => [`.${ending}`, ''] as const) },
    { key: kind, values: [['FriendlyTypeName', 'Photo']] },
    { key: `${kind}\\shell\\open\\command`, values: [['', open]] },
    ...endings.map((ending) => ({ key: opensWith(ending), values: [['Patina.Photo', '']] as const })),
  ];
  return [
    '!macro customInstall',
    ...[...menuEntries(verbs, command), ...program].flatMap(writes),
    changed,
    '!macroend',
    '',
    '!macro customUnInstall',
    ...[...menuKeys(), application, kind].map((key) => `  DeleteRegKey HKCU ${nsisText(key)}`),
    ...endings.map((ending) => `  DeleteRegValue HKCU ${nsisText(opensWith(ending))} "Patina.Photo"`),
    changed,
    '!macroend',
    '',
  ].join('\r\n');
}

/** SHCNE_ASSOCCHANGED: the Explorer reads its menus anew. */
const changed = "  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'";

function opensWith(ending: string): string {
  return `Software\\Classes\\.${ending}\\OpenWithProgids`;
}

function writes({ key, values }: RegistryKey): string[] {
  return values.map(([name, text]) => `  WriteRegStr HKCU ${nsisText(key)} ${nsisText(name)} ${nsisText(text)}`);
}

/** A word of an NSIS script: what would be a variable or a quote is doubled or escaped. */
function nsisText(text: string): string {
  const escaped = text
    .replaceAll('$', '$$$$')
    .replaceAll('"', '$\\"')
    .replaceAll('\n', '$\\n')
    .replaceAll('\r', '$\\r');
  return `"${escaped.replaceAll(folder, '$INSTDIR')}"`;
}
