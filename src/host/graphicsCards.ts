import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is asked of a system, so that tests can answer for others. */
export interface SystemReadings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A file's text; empty where it cannot be read. */
  readonly read: (path: string) => Promise<string>;
  /** Names in a folder; none where it cannot be read. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** What a program prints; empty where it fails or takes too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

const patienceMs = 5000;
/** Makers by their numbers on the bus; others have no cards that networks run on. */
const makers: Readonly<Record<string, string>> = { '10de': 'NVIDIA', '1002': 'AMD', '8086': 'Intel' };
/** Names of everything on the bus; distributions keep them in one of these places. */
const nameLists = ['/usr/share/hwdata/pci.ids', '/usr/share/misc/pci.ids'];

/**
 * Names of this machine's graphics cards, for people to read: ONNX Runtime tells none. Empty where the system does not
 * say, or where drivers were chosen by hand; never rejects.
 */
export async function graphicsCards(system: SystemReadings = thisSystem): Promise<readonly string[]> {
  try {
    const found = await readersOf(system.platform)(system);
    return [...new Set(found.map((name) => name.trim()).filter((name) => name !== ''))];
  } catch {
    // A name is not worth a failure.
    return [];
  }
}

function readersOf(platform: NodeJS.Platform): (system: SystemReadings) => Promise<readonly string[]> {
  if (platform === 'linux') return cardsOfLinux;
  if (platform === 'win32') return cardsOfWindows;
  return platform === 'darwin' ? cardsOfMac : async () => [];
}

async function cardsOfLinux({ environment, read, list }: SystemReadings): Promise<readonly string[]> {
  if ((environment['VK_DRIVER_FILES'] ?? environment['VK_ICD_FILENAMES'] ?? '') !== '') return [];
  const folder = '/proc/driver/nvidia/gpus';
  const told = await Promise.all((await list(folder)).map((card) => read(join(folder, card, 'information'))));
  const names = told.flatMap((text) => /^Model:\s*(.+)$/m.exec(text)?.[1] ?? []);
  const byDriver = names.map((name) => (name.startsWith('NVIDIA') ? name : `NVIDIA ${name}`));
  const cards = (await list('/sys/class/drm')).filter((name) => /^card\d+$/.test(name));
  for (const card of cards) {
    const [maker = '', model = ''] = await Promise.all(
      ['vendor', 'device'].map(async (file) =>
        (await read(`/sys/class/drm/${card}/device/${file}`)).trim().replace(/^0x/, ''),
      ),
    );
    const by = makers[maker];
    if (by === undefined || (by === 'NVIDIA' && byDriver.length > 0)) continue;
    byDriver.push(`${by} ${await listedName(maker, model, read)}`);
  }
  return byDriver;
}

/** The name that a list gives to a model: the one for customers in brackets, where there is one. */
async function listedName(maker: string, model: string, read: SystemReadings['read']): Promise<string> {
  for (const file of nameLists) {
    const text = `\n${await read(file)}`;
    const start = text.indexOf(`\n${maker}  `);
    if (start < 0) continue;
    const after = text.slice(start + 1);
    const end = after.search(/\n[0-9a-f]{4} {2}/);
    const name = new RegExp(`^\\t${model} {2}(.+)$`, 'm').exec(end < 0 ? after : after.slice(0, end))?.[1] ?? '';
    return /\[(.+)\]/.exec(name)?.[1] ?? name;
  }
  return '';
}

async function cardsOfWindows({ environment, run }: SystemReadings): Promise<readonly string[]> {
  const folder = `${environment['SystemRoot'] ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0`;
  const command = '(Get-CimInstance Win32_VideoController).Name';
  const said = await run(`${folder}\\powershell.exe`, ['-NoProfile', '-NonInteractive', '-Command', command]);
  // Its own drivers draw windows and compute nothing.
  return said.split('\n').filter((name) => !name.startsWith('Microsoft'));
}

async function cardsOfMac({ run }: SystemReadings): Promise<readonly string[]> {
  const said: unknown = JSON.parse(await run('/usr/sbin/system_profiler', ['SPDisplaysDataType', '-json']));
  const { SPDisplaysDataType: cards = [] } = said as { SPDisplaysDataType?: { sppci_model?: string }[] };
  return cards.map(({ sppci_model: name = '' }) => name);
}

const thisSystem: SystemReadings = {
  platform: process.platform,
  environment: process.env,
  read: (path) => readFile(path, 'utf8').catch(() => ''),
  list: (path) => readdir(path).catch(() => []),
  run: (program, args) =>
    new Promise((resolve) => {
      execFile(program, args, { timeout: patienceMs, windowsHide: true }, (fault, printed) =>
        resolve(fault === null ? printed : ''),
      );
    }),
};
