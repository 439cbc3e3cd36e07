import type { DocumentId } from '../shared/base/ids.ts';
import type { PictureState } from '../shared/contract/picture.ts';
import type { Job } from '../shared/contract/work.ts';

/** Names of pictures that would lose something if everything ended now. */
export interface AtStake {
  /** Their edits could be written nowhere. */
  readonly unsaved: readonly string[];
  readonly exporting: readonly string[];
}

/**
 * Knows what would be lost, so that a host can ask before it closes. Edits are saved with every change; only those that
 * cannot be written, and exports that are not finished, are at stake.
 */
export class UnsavedWork {
  readonly #open = new Map<DocumentId, { readonly name: string; readonly isUnsaved: boolean }>();
  readonly #exports = new Map<Job['id'], DocumentId>();

  changed({ info, notices }: PictureState): void {
    this.#open.set(info.id, { name: info.name, isUnsaved: notices.some(({ kind }) => kind === 'not-saved') });
  }

  worked({ id, kind, state, document }: Job): void {
    const isGoingOn = state === 'waiting' || state === 'running' || state === 'paused';
    if (kind === 'export' && isGoingOn) this.#exports.set(id, document);
    else this.#exports.delete(id);
  }

  closed(document: DocumentId): void {
    this.#open.delete(document);
  }

  atStake(): AtStake {
    const exporting = new Set(this.#exports.values());
    const open = [...this.#open];
    return {
      unsaved: open.filter(([, { isUnsaved }]) => isUnsaved).map(([, { name }]) => name),
      exporting: open.filter(([document]) => exporting.has(document)).map(([, { name }]) => name),
    };
  }
}
