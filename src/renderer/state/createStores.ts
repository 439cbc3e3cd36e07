/** All stores of one window. */
import { createConnectionStore } from './connectionStore.ts';
import { createHistoryStore } from './historyStore.ts';
import { createInstructionStore } from './instructionStore.ts';
import { createJobStore } from './jobStore.ts';
import { createLayoutStore } from './layoutStore.ts';
import { createPictureStore } from './pictureStore.ts';
import { createQueueStore } from './queueStore.ts';
import { createSettingsStore } from './settingsStore.ts';
import { createToastStore } from './toastStore.ts';
import { createToolStore } from './toolStore.ts';

export function createStores() {
  return {
    picture: createPictureStore(),
    history: createHistoryStore(),
    job: createJobStore(),
    queue: createQueueStore(),
    connection: createConnectionStore(),
    settings: createSettingsStore(),
    layout: createLayoutStore(),
    instruction: createInstructionStore(() => crypto.randomUUID()),
    toast: createToastStore(Date.now),
    tool: createToolStore(),
  } as const;
}

export type Stores = ReturnType<typeof createStores>;
