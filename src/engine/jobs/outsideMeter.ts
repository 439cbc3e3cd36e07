import { setTimeout } from 'node:timers/promises';
import type { DocumentId } from '../../shared/base/ids.ts';
import type { ChainLink } from '../document/chain.ts';
import { lastRead } from '../document/lastRead.ts';
import { withFullSize } from '../document/leveled.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { countOutside } from './countOutside.ts';

/** So long a picture stays as it is before anything is counted. */
const restMs = 700;

/** Counts what changed outside of masks, a measured fact for the steps panel, once a picture is left alone. */
export class OutsideMeter {
  readonly #counting = new Map<DocumentId, { readonly keys: string; readonly abort: AbortController }>();

  /** A picture changed. `isBusy`: its networks are at work, and it will change again. */
  changed(picture: OpenPicture, isBusy: boolean): void {
    const isMasked = picture.steps.some(({ region }) => region !== null);
    const links = isBusy || !isMasked ? [] : uncounted(picture, picture.exactLinks);
    const keys = links.map(({ key }) => key).join();
    const known = this.#counting.get(picture.id);
    if (known?.keys === keys) return;
    this.stop(picture.id);
    if (keys === '') return;
    const abort = new AbortController();
    this.#counting.set(picture.id, { keys, abort });
    // What cannot be read stays uncounted; whoever found it damaged has told the picture.
    this.#count(picture, abort.signal).catch(() => undefined);
  }

  stop(document: DocumentId): void {
    this.#counting.get(document)?.abort.abort();
    this.#counting.delete(document);
  }

  async #count(picture: OpenPicture, signal: AbortSignal): Promise<void> {
    await setTimeout(restMs, undefined, { signal, ref: false });
    const chain = picture.exactLinksOver((_key, output) => withFullSize(output, lastRead(output.at(0))));
    const counts = await countOutside(uncounted(picture, chain), picture.source, picture.masks, signal);
    picture.setChangedOutside(counts);
  }
}

/** Masked steps that nothing was counted for yet and whose pixels are all there. */
function uncounted(picture: OpenPicture, links: readonly ChainLink[]): readonly ChainLink[] {
  const missing = links.findIndex(
    ({ work }) => work !== null && picture.results.find(work)?.isWhole(work.passes) !== true,
  );
  const there = missing < 0 ? links : links.slice(0, missing);
  return there.filter((link) => link.step.region !== null && link.output !== link.input && !picture.isCounted(link));
}
