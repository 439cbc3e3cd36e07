import { openWorkbench } from '../src/cli/workbench.ts';
import { restoreFile } from '../src/engine/restoreFile.ts';
import { toAppError } from '../src/shared/base/errors.ts';
import { makeStep } from '../src/shared/model/recipe.ts';

/** Seconds from the call, with no process running yet, to the first finished tile; the job is then cancelled. */
export async function firstTileSeconds(input: string, output: string, model: string): Promise<number> {
  const controller = new AbortController();
  const workbench = await openWorkbench();
  const started = performance.now();
  let first = 0;
  try {
    await restoreFile(
      {
        input,
        steps: [makeStep('denoise')],
        mask: null,
        model,
        format: null,
        depth: null,
        quality: null,
        stripLocation: false,
        place: () => Promise.resolve(output),
        protect: [],
        onProgress: ({ tilesDone }) => {
          if (tilesDone === 0 || first !== 0) return;
          first = performance.now() - started;
          controller.abort();
        },
      },
      workbench,
      controller.signal,
    );
  } catch (thrown) {
    if (toAppError(thrown).code !== 'cancelled') throw thrown;
  } finally {
    await workbench.close();
  }
  return first / 1000;
}
