/** Entry point of the process that holds open pictures, their edits and their jobs for an editor. */
import { join } from 'node:path';
import { serveEditorEngine } from '../engine/editorEngine.ts';
import { appPaths } from '../host/appPaths.ts';
import { deviceMemoryFile } from '../host/deviceMemoryFile.ts';
import { forkSpawner } from '../host/forkSpawner.ts';
import { packageVersion } from '../host/packageVersion.ts';
import { behindWindow } from '../host/processSpawner.ts';
import { parentTransport } from './parentTransport.ts';
import { inferenceByShell, portWire, shellPort } from './utilityPort.ts';

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

const shell = shellPort();
const wire = shell === null ? parentTransport() : portWire(shell);
wire.onClose(() => process.exit(0));
const paths = appPaths();
const spawner = forkSpawner(import.meta.url);

await serveEditorEngine(wire, {
  startInference: shell === null ? () => spawner.spawn('inferenceProcess', [behindWindow]) : inferenceByShell(shell),
  deviceMemory: (edition) => deviceMemoryFile(paths.devices, edition),
  modelFolders: paths.models,
  scratchFolder: paths.scratch,
  editFolder: join(paths.data, 'edits'),
  presetFolder: join(paths.data, 'presets'),
  queueFolder: join(paths.data, 'queue'),
  resultFolder: join(paths.cache, 'results'),
  samplePath: join(paths.resources, 'sample', 'sample.jpg'),
  version: packageVersion(),
  onFault: (where, error) => process.stderr.write(`${where}: ${error.stack ?? error.message}\n`),
});
