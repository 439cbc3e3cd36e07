import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { TreatmentChoice } from '../shared/model/treatment.ts';

/** Photos that are to be restored without a word in the window. */
export interface RestoreRequest {
  /** Absolute paths of files and folders. */
  readonly places: readonly string[];
  readonly treatment: TreatmentChoice;
}

/** What a start of the desktop program asks for. */
export interface StartRequest {
  /** Absolute paths of files to open. */
  readonly open: readonly string[];
  readonly restore: RestoreRequest | null;
}

/**
 * Reads the arguments of a start in `folder`: files to open, or with `--restore` files and folders to restore, by
 * `--preset NAME` or `--instruction TEXT`, else as the user has chosen. Options of Electron's own are passed over.
 */
export function parseStart(args: readonly string[], folder: string): StartRequest {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: {
      restore: { type: 'boolean' },
      preset: { type: 'string' },
      instruction: { type: 'string', short: 'i' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const restoreAt = tokens.find((token) => token.kind === 'option' && token.name === 'restore')?.index ?? -1;
  const places = tokens.flatMap((token) =>
    // Before `--restore` stands what Electron itself was told to run.
    token.kind === 'positional' && token.index > restoreAt ? [pathOf(token.value, folder)] : [],
  );
  if (restoreAt < 0) return { open: places, restore: null };
  const { preset, instruction } = values;
  return { open: [], restore: places.length === 0 ? null : { places, treatment: treatmentOf(preset, instruction) } };
}

/** The desktops of Linux name files by address; one that cannot be read as such is looked for as it is. */
function pathOf(place: string, folder: string): string {
  if (!place.startsWith('file:///')) return resolve(folder, place);
  try {
    return fileURLToPath(place);
  } catch {
    return resolve(folder, place);
  }
}

function treatmentOf(preset: unknown, instruction: unknown): TreatmentChoice {
  if (typeof preset === 'string' && preset.trim() !== '') return { kind: 'preset', name: preset };
  if (typeof instruction === 'string' && instruction.trim() !== '') return { kind: 'instruction', text: instruction };
  return { kind: 'usual' };
}
