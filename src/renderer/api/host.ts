/** What the window knows about the program around it. */
import type { Entry } from '../../shared/contract/shell.ts';

export interface Host {
  /** `darwin`, `win32`, `linux`, or what the browser says. */
  readonly platform: string;
  /** Languages of the system, the preferred one first, e.g. `en-GB`. */
  readonly languages: readonly string[];
  /** Put before a tile path. */
  readonly tileBase: string;
  /** Grants for files dropped on the window; null where they must be uploaded. */
  readonly grantDropped: ((files: readonly File[]) => Promise<readonly Entry[]>) | null;
}

/** True where the command key is used instead of the control key. */
export function isMac(platform: string): boolean {
  return /darwin|mac/i.test(platform);
}
