import { randomUUID } from 'node:crypto';
import { AppError, toAppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { NoticeAnswer, NoticeKind } from '../../shared/contract/picture.ts';
import { graftHistory } from '../../shared/logic/graftHistory.ts';
import { type History, startHistory } from '../../shared/logic/history.ts';
import { historyOf, keptHistory, type Sidecar } from '../../shared/logic/sidecar.ts';
import type { EditBook, KeptEdit, Photo } from '../document/editBook.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import type { EditFolder } from './editFolder.ts';
import { type FoundEdit, findEdit } from './findEdit.ts';
import { Journal } from './journal.ts';
import { readSidecar, writeSidecar } from './sidecarFile.ts';

/** Devices round differently: two computations of one recipe are the same within this, in values of 0 to 255. */
export const tolerance = 1;

export interface SaveTimes {
  /** Saved when nothing has changed for so long … */
  readonly restMs: number;
  /** … and while everything keeps changing after so long. */
  readonly mostMs: number;
  /** After a save that failed. */
  readonly retryMs: number;
}

const usualTimes: SaveTimes = { restMs: 800, mostMs: 4000, retryMs: 15_000 };

/** Edits in sidecars beside the photos. */
export function sidecarBook(folder: EditFolder, times: SaveTimes = usualTimes): EditBook {
  return { open: async (photo) => new SidecarEdit(photo, await findEdit(photo, folder), folder, times) };
}

/** The edit of one open photo: journalled with every change, saved soon after. */
class SidecarEdit implements KeptEdit {
  readonly #photo: Photo;
  readonly #found: FoundEdit;
  readonly #folder: EditFolder;
  readonly #times: SaveTimes;
  readonly #journal: Journal;
  #place: string;
  #save: string;
  #saved: History;
  /** Which results steps show, as far as the sidecar knows. */
  #savedShown: Readonly<Record<string, string>>;
  #picture: OpenPicture | null = null;
  #timer: NodeJS.Timeout | null = null;
  #dirtySince: number | null = null;
  #saving: Promise<void> | null = null;
  #offered: History | null;

  constructor(photo: Photo, found: FoundEdit, folder: EditFolder, times: SaveTimes) {
    this.#photo = photo;
    this.#found = found;
    this.#folder = folder;
    this.#times = times;
    this.#journal = new Journal(folder.journal(photo.path));
    this.#place = found.place;
    this.#save = found.save;
    this.#saved = found.isUnsaved ? startHistory() : (found.history ?? startHistory());
    this.#savedShown = found.shown;
    this.#offered = found.offered;
  }

  get history(): History | null {
    return this.#found.history;
  }

  get shown(): Readonly<Record<string, string>> {
    return this.#found.shown;
  }

  attach(picture: OpenPicture): void {
    this.#picture = picture;
    this.#savedShown = { ...this.#savedShown, ...picture.shown() };
    if (this.#found.history === null && picture.history.nodes.length === 1) this.#saved = picture.history;
    this.#tryJournal(() => this.#journal.begin(this.#save, this.#saved, picture.history));
    for (const notice of this.#found.notices) picture.notify(notice);
    this.changed();
  }

  changed(): void {
    const picture = this.#picture;
    if (picture === null || this.#isSaved(picture)) return;
    this.#tryJournal(() => this.#journal.add(picture.history));
    this.#dirtySince ??= Date.now();
    const latest = this.#dirtySince + this.#times.mostMs - Date.now();
    this.#later(Math.max(0, Math.min(this.#times.restMs, latest)));
  }

  async answer(notice: NoticeKind, answer: NoticeAnswer): Promise<void> {
    const picture = this.#picture;
    if (picture === null) return;
    const asked = picture.state().notices.find(({ kind }) => kind === notice);
    if (asked?.answers.includes(answer) !== true) {
      throw new AppError('usage', sentence('said.answerGone'));
    }
    picture.dismiss(notice);
    if (answer === 'original') picture.jump(0);
    if (answer === 'retry') await this.#saveNow();
    if (answer === 'take' && this.#offered !== null) {
      const { history, places } = graftHistory(picture.history, this.#offered);
      const head = places[this.#offered.head] ?? history.head;
      this.#offered = null;
      picture.merge(history);
      picture.jump(head);
    }
  }

  async close(): Promise<void> {
    await this.#saveNow();
    // What could not be saved stays in the journal and is found there the next time.
    if (this.#picture === null || this.#picture.history === this.#saved) this.#journal.end();
    this.#picture = null;
  }

  #later(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#saveNow(), ms);
  }

  /** Never rejects: a save that fails is told as a notice, and tried again. */
  async #saveNow(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#saving !== null) await this.#saving;
    const picture = this.#picture;
    if (picture === null || this.#isSaved(picture)) return;
    this.#dirtySince = null;
    this.#saving = this.#write(picture)
      .then(() => picture.dismiss('not-saved'))
      .catch((thrown: unknown) => {
        const { said, message } = toAppError(thrown);
        picture.notify({ kind: 'not-saved', detail: said ?? message, answers: ['retry', 'dismiss'] });
        if (this.#picture !== null) this.#later(this.#times.retryMs);
      })
      .finally(() => {
        this.#saving = null;
      });
    await this.#saving;
  }

  async #write(picture: OpenPicture): Promise<void> {
    await this.#takeIn(picture);
    const { history } = picture;
    const shown = { ...this.#savedShown, ...picture.shown() };
    const sidecar = this.#sidecar(picture, history, shown);
    await writeSidecar(this.#place, sidecar).catch(async (thrown: unknown) => {
      const own = this.#folder.kept(this.#photo.path);
      if (toAppError(thrown).code === 'disk-full' || this.#place === own) throw thrown;
      await writeSidecar(own, sidecar);
      this.#place = own;
      picture.notify({ kind: 'kept-elsewhere', detail: this.#photo.name, answers: ['dismiss'] });
    });
    this.#save = sidecar.save;
    this.#saved = history;
    this.#savedShown = shown;
    this.#journal.begin(this.#save, history, picture.history);
    await this.#found.forget();
    const entry = { sidecar: this.#place, photo: this.#photo.path };
    // Only helps to find the edit again when the photo is moved: the edit itself is safe.
    await this.#folder.remember(this.#photo.fingerprint, entry).catch(() => undefined);
  }

  /** A result that was computed changes no event, but is shown again where its network is gone or another one. */
  #isSaved(picture: OpenPicture): boolean {
    const isSameShown = Object.entries(picture.shown()).every(([step, key]) => this.#savedShown[step] === key);
    return isSameShown && picture.history === this.#saved;
  }

  /** What another window saved in between becomes a part of this edit, as branches. */
  async #takeIn(picture: OpenPicture): Promise<void> {
    const there = await readSidecar(this.#place);
    if (there.state === 'newer') this.#place = this.#folder.kept(this.#photo.path);
    if (there.state !== 'good' || there.sidecar.save === this.#save) return;
    const { history } = graftHistory(picture.history, historyOf(there.sidecar));
    this.#save = there.sidecar.save;
    if (history === picture.history) return;
    picture.merge(history);
    picture.notify({ kind: 'merged', detail: this.#photo.name, answers: ['dismiss'] });
  }

  #sidecar(picture: OpenPicture, history: History, shown: Sidecar['shown']): Sidecar {
    const { width, height } = picture.source;
    return {
      patina: 'sidecar',
      version: 1,
      save: randomUUID(),
      previous: this.#save,
      picture: { name: this.#photo.name, width, height, pixels: this.#photo.fingerprint },
      model: this.#photo.model,
      tolerance,
      history: keptHistory(history),
      shown,
    };
  }

  /** Without a journal the next save still keeps everything; that it is missing is said with it. */
  #tryJournal(write: () => void): void {
    try {
      write();
    } catch (thrown) {
      const { said, message } = toAppError(thrown);
      this.#picture?.notify({ kind: 'not-saved', detail: said ?? message, answers: ['retry', 'dismiss'] });
    }
  }
}
