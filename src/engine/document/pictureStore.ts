import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import type { Rect } from '../../shared/base/geometry.ts';
import { type DocumentId, documentIdSchema } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { NoticeAnswer, NoticeKind } from '../../shared/contract/picture.ts';
import { graftHistory } from '../../shared/logic/graftHistory.ts';
import type { History } from '../../shared/logic/history.ts';
import type { ResultShelf } from '../cache/resultShelf.ts';
import { loadPicture } from '../image/load.ts';
import type { EditBook, KeptEdit } from './editBook.ts';
import { fingerprint } from './fingerprint.ts';
import { OpenPicture, type OpenPictureOptions } from './openPicture.ts';
import { SourcePyramid } from './sourcePyramid.ts';

/** What the store tells about its pictures. */
export interface PictureListener {
  changed(picture: OpenPicture): void;
  repaint(picture: OpenPicture, rects: readonly Rect[]): void;
  closed(document: DocumentId): void;
}

export interface PictureStoreOptions {
  readonly scratchFolder: string;
  readonly shelf: ResultShelf;
  /** Where edits are kept; without it they last as long as the picture is open. */
  readonly edits?: EditBook;
  /** The network and its version, asked for when a picture is opened. */
  readonly model: () => Promise<OpenPictureOptions['model']>;
}

/** Where a picture that was open before goes on. */
export interface Reopened {
  readonly document: DocumentId;
  readonly name: string;
  readonly history: History;
  readonly revision: number;
}

const mostOpen = 50;

/** The open pictures. A file that is open already is not opened twice. */
export class PictureStore {
  readonly #options: PictureStoreOptions;
  readonly #pictures = new Map<DocumentId, OpenPicture>();
  readonly #edits = new Map<DocumentId, KeptEdit>();
  readonly #opening = new Map<string, Promise<OpenPicture>>();
  #listener: PictureListener | null = null;

  constructor(options: PictureStoreOptions) {
    this.#options = options;
  }

  listen(listener: PictureListener): void {
    this.#listener = listener;
  }

  all(): readonly OpenPicture[] {
    return [...this.#pictures.values()];
  }

  /** Throws `input-missing` where it is not open. */
  get(document: DocumentId): OpenPicture {
    const found = this.#pictures.get(document);
    if (found === undefined) throw new AppError('input-missing', sentence('said.pictureClosed'));
    return found;
  }

  /** Opens a file, or answers with the picture that is open already. */
  async open(path: string, name: string = basename(path), signal?: AbortSignal): Promise<OpenPicture> {
    const open = this.all().find((each) => each.path === path);
    if (open !== undefined) return open;
    const opening = this.#opening.get(path) ?? this.#load(path, name, signal);
    this.#opening.set(path, opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(path);
    }
  }

  /** Opens a picture again where it was, with its whole history. */
  async reopen(path: string, before: Reopened): Promise<OpenPicture> {
    return this.#load(path, before.name, undefined, before);
  }

  /** Does what is offered about a notice. */
  async answer(document: DocumentId, notice: NoticeKind, answer: NoticeAnswer): Promise<OpenPicture> {
    const picture = this.get(document);
    await this.#edits.get(document)?.answer(notice, answer);
    return picture;
  }

  async close(document: DocumentId): Promise<void> {
    const picture = this.get(document);
    this.#pictures.delete(document);
    this.#listener?.closed(document);
    await this.#edits.get(document)?.close();
    this.#edits.delete(document);
    await picture.dispose();
  }

  async dispose(): Promise<void> {
    for (const picture of this.all()) await this.close(picture.id);
  }

  async #load(path: string, name: string, signal?: AbortSignal, before?: Reopened): Promise<OpenPicture> {
    if (this.#pictures.size >= mostOpen) {
      throw new AppError('usage', sentence('said.tooManyOpen', { most: mostOpen }));
    }
    const picture = await loadPicture(path, {}, signal);
    const pyramid = await SourcePyramid.build(picture);
    const pixels = await fingerprint(picture);
    const model = await this.#options.model();
    const photo = { path, name, fingerprint: pixels, model: model?.kept ?? null };
    const edit = await this.#options.edits?.open({ ...photo, width: picture.width, height: picture.height });
    const history = joined(before?.history ?? null, edit?.history ?? null);
    const made = new OpenPicture({
      id: before?.document ?? documentIdSchema.parse(randomUUID()),
      path,
      name,
      picture,
      pyramid,
      model,
      scratchFolder: this.#options.scratchFolder,
      shelf: this.#options.shelf,
      fingerprint: pixels,
      onChanged: (changed) => {
        edit?.changed();
        this.#listener?.changed(changed);
      },
      onRepaint: (changed, rects) => this.#listener?.repaint(changed, rects),
      ...(history === null ? {} : { history }),
      ...(before === undefined ? {} : { revision: before.revision + 1 }),
    });
    made.recall(edit?.shown ?? {});
    this.#pictures.set(made.id, made);
    if (edit !== undefined) this.#edits.set(made.id, edit);
    edit?.attach(made);
    this.#listener?.changed(made);
    return made;
  }
}

/** An edit that the host kept and one that was saved as one tree; the host's is the newer one and says what is shown. */
function joined(kept: History | null, saved: History | null): History | null {
  return kept === null || saved === null ? (kept ?? saved) : graftHistory(kept, saved).history;
}
