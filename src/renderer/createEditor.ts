/** Builds the editor around a wire: stores, client, and the listening between them. */
import { failureOf, toAppError } from '../shared/base/errors.ts';
import type { Transport } from '../shared/rpc/transport.ts';
import { bindEvents, loadAll } from './api/bindEvents.ts';
import { connect } from './api/connect.ts';
import type { Editor } from './api/editor.ts';
import type { Host } from './api/host.ts';
import { recallList } from './api/remember.ts';
import { commandIds } from './commands/commands.ts';
import { pastSentences } from './commands/instructionActions.ts';
import { openGrant } from './commands/pictureActions.ts';
import { runCommand } from './commands/runCommand.ts';
import { createStores } from './state/createStores.ts';

const memoryEveryMs = 4000;

export function createEditor(host: Host, openTransport: () => Transport): Editor {
  const stores = createStores();
  stores.instruction.getState().setPast(recallList(pastSentences));
  const client = connect({
    openTransport,
    onStatus(status) {
      stores.connection.getState().setStatus(status);
      if (status === 'open') void load();
    },
  });
  const editor: Editor = { client, stores, host, viewer: { current: null }, bar: { current: null } };

  const load = async (): Promise<void> => {
    try {
      await loadAll(client, stores);
    } catch (thrown) {
      const error = toAppError(thrown);
      // Lost again while loading: the next connection loads again.
      if (error.code === 'connection-lost') return;
      stores.toast.getState().add({ about: failureOf(error), retry: () => void load() });
    }
  };
  bindEvents(client, stores);
  client.system.on('engineChanged', ({ state }) => {
    if (state === 'running') void load();
  });
  client.shell.on('command', ({ id }) => {
    const known = commandIds.find((each) => each === id);
    if (known !== undefined) runCommand(editor, known);
  });
  client.shell.on('openRequested', (entries) => {
    for (const entry of entries) void openGrant(editor, entry.grant);
  });
  client.shell.on('queued', () => stores.layout.getState().showQueue(true));
  setInterval(() => void readMemory(editor), memoryEveryMs);
  return editor;
}

async function readMemory({ client, stores }: Editor): Promise<void> {
  if (document.hidden || stores.connection.getState().status !== 'open') return;
  // A figure in the status line: where it cannot be had, the last one stays.
  const memory = await client.system.memory({}).catch(() => null);
  if (memory !== null) stores.connection.getState().setMemory(memory.bytes);
}
