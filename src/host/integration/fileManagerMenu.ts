import { homedir } from 'node:os';
import { join } from 'node:path';
import { appPaths } from '../appPaths.ts';
import {
  type IntegrationPlaces,
  installIntegration,
  integrationStatus,
  isIntegrated,
  removeIntegration,
} from './integration.ts';
import { type VerbTarget, verbsFor } from './verbs.ts';

/** Who carries the entries out. */
export interface MenuCaller {
  readonly target: VerbTarget;
  /** The program and its first arguments. */
  readonly command: readonly string[];
}

/** Where the entries of this user are, on this computer. */
export function userPlaces(): IntegrationPlaces {
  return {
    platform: process.platform,
    home: homedir(),
    environment: process.env,
    record: join(appPaths().data, 'integration.json'),
  };
}

/**
 * "Restore with Patina", an entry for each preset, and "Open in Patina" in the file managers of this user. Changes wait
 * for each other; all reject with `output-unwritable` where a file cannot be written or belongs to somebody else.
 */
export class FileManagerMenu {
  readonly #places: IntegrationPlaces;
  readonly #caller: () => Promise<MenuCaller>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(places: IntegrationPlaces, caller: () => Promise<MenuCaller>) {
    this.#places = places;
    this.#caller = caller;
  }

  isOffered(): Promise<boolean> {
    return isIntegrated(this.#places);
  }

  /** Puts the entries up, in place of earlier ones; resolves with the files that were written. */
  offer(presets: readonly string[]): Promise<readonly string[]> {
    return this.#next(() => this.#put(presets));
  }

  /** Takes the entries away; resolves with the files that stay because somebody changed them. */
  withdraw(): Promise<readonly string[]> {
    return this.#next(() => removeIntegration(this.#places));
  }

  /** Makes the entries those of the presets there are now, where they are offered and nobody has changed them. */
  follow(presets: readonly string[]): Promise<void> {
    return this.#next(async () => {
      if (!(await this.isOffered())) return;
      const status = await integrationStatus(this.#places);
      if (status?.files.some(({ state }) => state === 'changed') === true) return;
      await this.#put(presets);
    });
  }

  async #put(presets: readonly string[]): Promise<readonly string[]> {
    const { target, command } = await this.#caller();
    return installIntegration(verbsFor(presets, target), command, this.#places);
  }

  /** True where the entries call a program that is not this one: it was moved, or is another copy. */
  async callsAnother(): Promise<boolean> {
    const status = await integrationStatus(this.#places);
    const { command } = await this.#caller();
    return status !== null && status.command.join('\n') !== command.join('\n');
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    // Whoever asked hears of a failure; the next one works all the same.
    this.#last = done.catch(() => undefined);
    return done;
  }
}
