import { beforeEach, describe, expect, it } from 'vitest';
import { bindEvents, loadAll } from '../../../../src/renderer/api/bindEvents.ts';
import { connect } from '../../../../src/renderer/api/connect.ts';
import type { Editor } from '../../../../src/renderer/api/editor.ts';
import { submitSentence } from '../../../../src/renderer/commands/instructionActions.ts';
import { openSample } from '../../../../src/renderer/commands/pictureActions.ts';
import { canRun, runCommand } from '../../../../src/renderer/commands/runCommand.ts';
import { createStores } from '../../../../src/renderer/state/createStores.ts';
import { currentPicture } from '../../../../src/renderer/state/pictureStore.ts';
import { inProcessPair } from '../../../../src/shared/rpc/inProcess.ts';
import { createFakeServices } from '../../../support/fakeServices.ts';

let editor: Editor;

beforeEach(async () => {
  const stores = createStores();
  const server = createFakeServices({ width: 640, height: 480, tileMs: 1 });
  const openTransport = () => {
    const [page, engine] = inProcessPair();
    server.connect(engine);
    return page;
  };
  const client = connect({ openTransport, onStatus: () => undefined });
  editor = {
    client,
    stores,
    host: { platform: 'linux', languages: ['en'], tileBase: '', grantDropped: null },
    viewer: { current: null },
    bar: { current: null },
  };
  bindEvents(client, stores);
  await loadAll(client, stores);
});

const steps = () => currentPicture(editor.stores.picture.getState())?.steps ?? [];
const say = async (text: string): Promise<void> => {
  editor.stores.instruction.getState().setText(text);
  await submitSentence(editor);
};

describe('commands', () => {
  it('cannot export before a picture is open', async () => {
    const before = canRun(editor, 'picture.export');
    await openSample(editor);
    expect([before, canRun(editor, 'picture.export')]).toEqual([false, true]);
  });

  it('makes the plan of a sentence into steps and remembers the sentence', async () => {
    await openSample(editor);
    await say('get the grain out, then clear the haze');
    expect([steps().map(({ operation }) => operation), editor.stores.instruction.getState().past]).toEqual([
      ['denoise', 'dehaze'],
      ['get the grain out, then clear the haze'],
    ]);
  });

  it('asks for a mask where a sentence names a place', async () => {
    await openSample(editor);
    await say('denoise the sky');
    expect([editor.stores.picture.getState().wantsMask, editor.stores.tool.getState().tool]).toEqual([
      steps()[0]?.id,
      'brush',
    ]);
  });

  it('leaves a refused sentence in the bar', async () => {
    await openSample(editor);
    await say('turn the dog into a cat');
    const { text, declined } = editor.stores.instruction.getState();
    expect([text, declined === null, steps()]).toEqual(['turn the dog into a cat', false, []]);
  });

  it('undoes and redoes', async () => {
    await openSample(editor);
    await say('get the grain out');
    runCommand(editor, 'edit.undo');
    await expect.poll(() => steps().length).toBe(0);
    runCommand(editor, 'edit.redo');
    await expect.poll(() => steps().length).toBe(1);
  });
});
