import { sentence } from '../shared/base/sentence.ts';
import { makeStep } from '../shared/model/recipe.ts';
import type { InferenceClient } from './inference/inferenceClient.ts';
import type { ModelPacks } from './inference/modelPacks.ts';
import { assertPlaced, stepsOfPlan } from './instruction/planSteps.ts';
import type { SentenceEncoder } from './instruction/textEncoder.ts';
import { understand } from './instruction/understand.ts';
import { planPhoto } from './planPhoto.ts';
import type { InferencePort } from './ports.ts';
import type { QueueOptions } from './queue/queueOptions.ts';
import { restoreFile } from './restoreFile.ts';
import type { Presets } from './sidecar/presets.ts';
import { breathe } from './tiling/breathe.ts';

export interface QueuedRestorationParts {
  readonly packs: ModelPacks;
  readonly model: string;
  /** The networks as they are at this moment: the device may be changed between two tiles. */
  readonly networks: { readonly client: InferenceClient; readonly encoder: SentenceEncoder };
  readonly presets: Presets;
  readonly scratchFolder: string;
}

/** Of one photo's intermediate results; the scratch folder has the rest. */
const memoryBudgetBytes = 24 * 1024 * 1024;

/** How the queue of the editor restores: with the editor's own networks, whenever the editor does not need them. */
export function queuedRestoration(
  parts: QueuedRestorationParts,
): Pick<QueueOptions, 'understand' | 'plan' | 'restore' | 'edition'> {
  const { packs, model, networks, presets, scratchFolder } = parts;
  return {
    understand: async (choice, language) => {
      if (choice.kind === 'instruction') {
        const { plan } = await understand(choice.text, networks.encoder, new AbortController().signal, { language });
        const steps = stepsOfPlan(plan);
        assertPlaced(steps, sentence('said.paintMask'));
        return { treatment: choice, steps };
      }
      const name = choice.kind === 'usual' ? await presets.usual() : choice.kind === 'preset' ? choice.name : null;
      if (name === null) return { treatment: { kind: 'automatic' }, steps: [makeStep('auto')] };
      const steps = await presets.read(name);
      assertPlaced(steps, sentence('said.paintMask'));
      return { treatment: { kind: 'preset', name }, steps };
    },
    plan: (photo, steps, signal) => planPhoto({ packs, inference: networks.client })(photo, steps, signal),
    edition: () => packs.edition(model),
    restore: ({ photo, steps, place, turn, onProgress }, signal) =>
      restoreFile(
        {
          input: photo,
          steps,
          mask: null,
          model,
          format: null,
          depth: null,
          quality: null,
          stripLocation: false,
          place,
          protect: [],
          onProgress: ({ tilesDone, tilesTotal, etaSeconds }) =>
            onProgress({ share: tilesTotal === 0 ? 0 : tilesDone / tilesTotal, etaSeconds }),
        },
        {
          packs,
          encoder: () => networks.encoder,
          inference: afterTheEditor(networks, turn),
          scratchFolder,
          memoryBudgetBytes,
        },
        signal,
      ),
  };
}

/** The editor's networks for somebody who has time: every run waits for its turn, and until the editor wants none. */
function afterTheEditor(
  networks: QueuedRestorationParts['networks'],
  turn: (signal: AbortSignal) => Promise<void>,
): InferencePort {
  return {
    async run(graph, inputs, signal = new AbortController().signal) {
      await turn(signal);
      const outputs = await networks.client.run(graph, inputs, signal, 'later');
      // The window is answered before the next tile is put together.
      await breathe();
      return outputs;
    },
    recycle: (outputs) => networks.client.recycle(outputs),
    load: (graph, signal) => networks.client.load(graph, signal),
    device: () => networks.client.device(),
    troubles: () => networks.client.troubles(),
    close: async () => undefined,
  };
}
