import { AppError } from '../shared/base/errors.ts';
import { withInterrupt } from './interrupt.ts';
import { parseOptions, restoreOptionsSchema } from './options.ts';
import type { Terminal } from './terminal.ts';
import { openWorkbench, sayTrial } from './workbench.ts';

/** `patina restore IN...`. Resolves with the exit code. */
export async function restoreCommand(inputs: readonly string[], raw: unknown, terminal: Terminal): Promise<number> {
  const options = parseOptions(restoreOptionsSchema, raw);
  if (options.output !== undefined && inputs.length > 1) {
    throw new AppError('usage', 'Expected one input with -o. Use --out-dir FOLDER for several inputs.');
  }
  const workbench = await openWorkbench(options.device, sayTrial(terminal));
  try {
    return await withInterrupt(async (signal) => {
      workbench.warmUp();
      const usual = options.usual ? await usualPreset() : null;
      // Loaded while the inference process starts.
      const { restoreFiles } = await import('./restoreFiles.ts');
      return restoreFiles(
        inputs,
        { ...options, ...(usual === null ? {} : { recipe: usual }) },
        workbench,
        terminal,
        signal,
      );
    });
  } finally {
    await workbench.close();
  }
}

/** Only who has a preset waits for what reads one. */
async function usualPreset(): Promise<string | null> {
  const { openPresets } = await import('./presets.ts');
  return openPresets().usual();
}
