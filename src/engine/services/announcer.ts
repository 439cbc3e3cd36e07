import type { Rect } from '../../shared/base/geometry.ts';
import type { DocumentId } from '../../shared/base/ids.ts';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { QueueChange } from '../../shared/contract/queue.ts';
import type { SystemInfo } from '../../shared/contract/system.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { History } from '../../shared/logic/history.ts';
import { historyLines } from '../../shared/logic/historyLine.ts';
import { firstChange, packHistory } from '../../shared/logic/packHistory.ts';
import type { Announce } from '../../shared/rpc/types.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { Throttle } from '../jobs/throttle.ts';
import type { servedContract } from './handlers.ts';

const keepIntervalMs = 250;
/** Between two looks at how far a step is; a state is much to send for a number. */
const tilesIntervalMs = 500;

/** What is said about one picture, gathered so that windows hear at most twenty times a second of it. */
interface Voice {
  readonly changed: Throttle<OpenPicture>;
  readonly repaint: Throttle<OpenPicture>;
  /** The state once more, for the tiles that were finished meanwhile. */
  readonly tiles: Throttle<OpenPicture>;
  readonly keep: Throttle<{ picture: OpenPicture; running: boolean }>;
  rects: Rect[];
  /** The history as the host has it. */
  kept: History | null;
  /** The history as windows were told it. */
  told: History | null;
}

/** Turns what happens in the engine into events of the contract. */
export class Announcer {
  readonly #voices = new Map<DocumentId, Voice>();
  #announce: Announce<typeof servedContract> = () => undefined;

  to(announce: Announce<typeof servedContract>): void {
    this.#announce = announce;
  }

  changed(picture: OpenPicture): void {
    this.#voice(picture.id).changed.put(picture);
  }

  repaint(picture: OpenPicture, rects: readonly Rect[]): void {
    const voice = this.#voice(picture.id);
    voice.rects.push(...rects);
    voice.repaint.put(picture);
    voice.tiles.put(picture);
  }

  /** Gives the host what it needs to bring the picture back after a death of this process. */
  keep(picture: OpenPicture, running: boolean): void {
    this.#voice(picture.id).keep.put({ picture, running });
  }

  closed(document: DocumentId): void {
    this.#voices.delete(document);
    this.#announce('picture', 'closed', { document });
  }

  /** Another device computes, or the same one for another reason. */
  device({ device, deviceReasons }: Pick<SystemInfo, 'device' | 'deviceReasons'>): void {
    this.#announce('system', 'deviceChanged', { device, deviceReasons });
  }

  progress(job: Job): void {
    this.#announce('work', 'progress', job);
  }

  queued(change: QueueChange): void {
    this.#announce('queue', 'changed', change);
  }

  exported(result: ExportResult): void {
    this.#announce('export', 'finished', result);
  }

  #voice(document: DocumentId): Voice {
    const known = this.#voices.get(document);
    if (known !== undefined) return known;
    const isOpen = () => this.#voices.get(document) === made;
    const made: Voice = {
      changed: new Throttle((picture) => {
        if (!isOpen()) return;
        this.#announce('picture', 'changed', picture.state());
        this.#tellHistory(picture, made);
      }),
      repaint: new Throttle((picture) => {
        const { rects } = made;
        made.rects = [];
        if (isOpen()) this.#announce('view', 'repaint', { document, revision: picture.revision, rects });
      }),
      tiles: new Throttle((picture) => made.changed.put(picture), tilesIntervalMs),
      keep: new Throttle(({ picture, running }) => {
        if (!isOpen()) return;
        const { path, name, revision } = picture;
        const packed = packHistory(picture.history, made.kept);
        made.kept = picture.history;
        this.#announce('engine', 'kept', { document, path, name, revision, running, ...packed });
      }, keepIntervalMs),
      rects: [],
      kept: null,
      told: null,
    };
    this.#voices.set(document, made);
    return made;
  }

  #tellHistory({ id, history }: OpenPicture, voice: Voice): void {
    if (history === voice.told) return;
    const from = firstChange(history, voice.told);
    voice.told = history;
    this.#announce('history', 'changed', {
      document: id,
      from,
      nodes: historyLines(history, from),
      head: history.head,
    });
  }
}
