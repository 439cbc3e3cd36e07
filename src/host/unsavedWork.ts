import type { DocumentId } from '../shared/base/ids.ts';
import type { PictureState } from '../shared/contract/picture.ts';

/** Knows which open pictures were edited and not exported since, so that a host can ask before it closes. */
export class UnsavedWork {
  readonly #now = new Map<DocumentId, { readonly name: string; readonly edit: string; readonly isEdited: boolean }>();
  readonly #exported = new Map<DocumentId, string>();

  changed(state: PictureState): void {
    const edit = fingerprint(state);
    this.#now.set(state.info.id, { name: state.info.name, edit, isEdited: state.steps.length > 0 });
  }

  exported(document: DocumentId): void {
    const known = this.#now.get(document);
    if (known !== undefined) this.#exported.set(document, known.edit);
  }

  closed(document: DocumentId): void {
    this.#now.delete(document);
    this.#exported.delete(document);
  }

  /** Names of the pictures that would lose something. */
  names(): readonly string[] {
    return [...this.#now]
      .filter(([document, { edit, isEdited }]) => isEdited && this.#exported.get(document) !== edit)
      .map(([, { name }]) => name);
  }
}

/** What the user decided; what was computed does not count. */
function fingerprint({ steps }: PictureState): string {
  return JSON.stringify(
    steps.map(({ id, parameters, strength, region, enabled, mask }) => [
      id,
      parameters,
      strength,
      region,
      enabled,
      mask,
    ]),
  );
}
