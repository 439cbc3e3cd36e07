import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { appPaths } from '../host/appPaths.ts';
import { forkSpawner } from '../host/forkSpawner.ts';
import { FileManagerMenu, userPlaces } from '../host/integration/fileManagerMenu.ts';
import { AppError } from '../shared/base/errors.ts';
import { serveEditor } from '../webhost/serveEditor.ts';
import { exitCodes } from './exitCodes.ts';
import { menuCaller } from './integrate.ts';
import { withInterrupt } from './interrupt.ts';
import { parseOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

const serveOptionsSchema = z.strictObject({
  /** 0 takes any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  open: z.boolean().default(false),
  sample: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** `patina serve`: the editor in a browser of this machine, until it is interrupted. */
export async function serveCommand(paths: readonly string[], raw: unknown, terminal: Terminal): Promise<number> {
  const options = parseOptions(serveOptionsSchema, raw);
  const folders = appPaths();
  const page = fileURLToPath(new URL('../renderer', import.meta.url));
  await access(join(page, 'index.html')).catch((cause: unknown) => {
    throw new AppError('usage', 'The editor is not built. Run npm run build first.', { cause });
  });
  const spawner = forkSpawner(import.meta.url);
  const editor = await serveEditor({
    port: options.port,
    paths,
    sample: options.sample,
    page,
    data: folders.data,
    scratch: folders.scratch,
    fileManager: new FileManagerMenu(userPlaces(), menuCaller),
    spawnEngine: () => spawner.spawn('engineProcess'),
    onUnopened: (error) => terminal.say(error.message),
    onFault: (where, error) => terminal.say(`${where}: ${error.stack ?? error.message}`),
  });
  try {
    const address = editor.newAddress();
    terminal.result(options.json ? JSON.stringify({ address, port: editor.port }) : address);
    terminal.say('Open this address once in a browser on this computer. Ctrl-C ends the editor.');
    if (options.open) openInBrowser(address, terminal);
    await withInterrupt((signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())));
  } finally {
    await editor.close();
  }
  return exitCodes.done;
}

/** Hands the address to the system; where that fails the printed address is there all the same. */
function openInBrowser(address: string, terminal: Terminal): void {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  const child = spawn(command ?? '', rest, { stdio: 'ignore', detached: true });
  const sayIt = (): void => terminal.say('No browser could be started. Open the address yourself.');
  child.once('error', sayIt);
  child.once('exit', (code) => {
    if (code !== 0) sayIt();
  });
  child.unref();
}
