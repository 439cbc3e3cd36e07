import type { Size } from '../../shared/base/geometry.ts';
import type { NoticeAnswer, NoticeKind } from '../../shared/contract/picture.ts';
import type { History } from '../../shared/logic/history.ts';
import type { KeptModel } from '../../shared/logic/sidecar.ts';
import type { OpenPicture } from './openPicture.ts';

/** A photo that is being opened, as an edit of it is found again. */
export interface Photo extends Size {
  readonly path: string;
  readonly name: string;
  /** Of its pixels: see `fingerprint`. */
  readonly fingerprint: string;
  readonly model: KeptModel | null;
}

/** The edit of an open photo, wherever it is kept. */
export interface KeptEdit {
  /** As it was left; null where the photo was never edited. */
  readonly history: History | null;
  /** The results that steps showed last, by key. */
  readonly shown: Readonly<Record<string, string>>;
  /** From now on the edit is that of this picture. */
  attach(picture: OpenPicture): void;
  /** Writes down what changed before anybody is answered. */
  changed(): void;
  answer(notice: NoticeKind, answer: NoticeAnswer): Promise<void>;
  /** Saves what is not saved yet. */
  close(): Promise<void>;
}

/** Where edits are kept. */
export interface EditBook {
  open(photo: Photo): Promise<KeptEdit>;
}
