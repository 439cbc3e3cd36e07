import { rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { canonicalJson } from '../../shared/base/canonicalJson.ts';
import type { Notice } from '../../shared/contract/picture.ts';
import { graftHistory } from '../../shared/logic/graftHistory.ts';
import { type History, jump, stepsOf } from '../../shared/logic/history.ts';
import { historyOf, type KeptModel, type Sidecar } from '../../shared/logic/sidecar.ts';
import { isRestoration } from '../../shared/model/operation.ts';
import type { Photo } from '../document/editBook.ts';
import { type EditFolder, isThere } from './editFolder.ts';
import { recoverJournals } from './journal.ts';
import { canWriteBeside, type FoundSidecar, readSidecar } from './sidecarFile.ts';

/** An edit as it was found, and where it goes from now on. */
export interface FoundEdit {
  readonly history: History | null;
  readonly shown: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
  /** The sidecar to write. */
  readonly place: string;
  /** The save that was read from there; '' for none. */
  readonly save: string;
  /** Something was found that is not saved there yet. */
  readonly isUnsaved: boolean;
  /** The edit of another photo with the same pixels, to be taken over on demand. */
  readonly offered: History | null;
  /** Removes journals that were recovered; called once they are saved. */
  readonly forget: () => Promise<void>;
}

const mostAside = 1000;

/**
 * Finds the edit of a photo: beside it, in Patina's own folder, in what a killed process left, or at another photo with
 * the same pixels. What is found in several places becomes one tree.
 */
export async function findEdit(photo: Photo, folder: EditFolder): Promise<FoundEdit> {
  const notices: Notice[] = [];
  const beside = folder.beside(photo.path);
  const own = folder.kept(photo.path);
  const found: FoundSidecar = beside === null ? { state: 'missing' } : await readSidecar(beside);
  const kept = await readSidecar(own);
  const isWritable = beside !== null && (await canWriteBeside(beside));
  let place = beside !== null && isWritable ? beside : own;
  if (beside !== null && found.state === 'newer') {
    place = own;
    notices.push({ kind: 'newer', detail: basename(beside), answers: ['dismiss'] });
  }
  if (beside !== null && found.state === 'damaged') {
    if (isWritable) await moveAside(beside);
    notices.push({ kind: 'damaged', detail: found.reason, answers: ['dismiss'] });
  }
  if (beside !== null && !isWritable) {
    notices.push({ kind: 'kept-elsewhere', detail: basename(photo.path), answers: ['dismiss'] });
  }

  const sidecars = newestFirst([found, kept].flatMap((each) => (each.state === 'good' ? [each.sidecar] : [])));
  const atPlace = place === beside ? found : kept;
  const save = atPlace.state === 'good' ? atPlace.sidecar.save : '';
  let history: History | null = null;
  for (const sidecar of sidecars) history = joined(history, historyOf(sidecar));
  const [sidecar] = sidecars;
  if (sidecar !== undefined) notices.push(...differences(photo, sidecar));

  const recovered = await recover(folder.journal(photo.path), sidecars, history);
  if (recovered.history !== null && recovered.history !== history) {
    history = recovered.history;
    notices.push({ kind: 'recovered', detail: basename(photo.path), answers: ['dismiss'] });
  }

  const elsewhere = history === null ? await searchByPixels(photo, folder) : null;
  if (elsewhere !== null) notices.push(elsewhere.notice);
  return {
    history: history ?? elsewhere?.taken ?? null,
    shown: sidecar?.shown ?? {},
    notices,
    place,
    save,
    isUnsaved: recovered.history !== null || sidecars.length > 1 || elsewhere?.taken !== undefined,
    offered: elsewhere?.offered ?? null,
    forget: recovered.forget,
  };
}

/** An edit that has every state of the one before it went on from there: what it shows is shown. */
function newestFirst(sidecars: readonly Sidecar[]): readonly Sidecar[] {
  const [one, two] = sidecars.map(historyOf);
  if (one === undefined || two === undefined || two.nodes.length <= one.nodes.length) return sidecars;
  return graftHistory(two, one).history.nodes.length === two.nodes.length ? sidecars.toReversed() : sidecars;
}

/** What a photo or the installed network has that an edit was not made for. */
function differences(photo: Photo, sidecar: Sidecar): Notice[] {
  const notices: Notice[] = [];
  if (sidecar.picture.pixels !== photo.fingerprint) {
    const { width, height } = sidecar.picture;
    notices.push({ kind: 'pixels-changed', detail: `${width} × ${height}`, answers: ['dismiss', 'original'] });
  }
  const needsNetwork = stepsOf(historyOf(sidecar)).some((step) => isRestoration(step.operation));
  if (!needsNetwork || sidecar.model === null || isSame(sidecar.model, photo.model)) return notices;
  const detail = `${sidecar.model.id} ${sidecar.model.version}`;
  notices.push({ kind: photo.model === null ? 'model-missing' : 'model-changed', detail, answers: ['dismiss'] });
  return notices;
}

function isSame(a: KeptModel, b: KeptModel | null): boolean {
  return b !== null && a.id === b.id && canonicalJson(a.files) === canonicalJson(b.files);
}

async function recover(journal: string, sidecars: readonly Sidecar[], saved: History | null) {
  const journals = await recoverJournals(journal);
  let history: History | null = null;
  for (const { after, onto } of journals) {
    const base = sidecars.find((sidecar) => sidecar.save === after || sidecar.previous === after);
    if (base === undefined && after !== '') continue;
    const told = onto(base === undefined ? null : historyOf(base));
    if (told === null) continue;
    // What was shown last is shown again.
    const { history: all, places } = graftHistory(history ?? saved ?? told, told);
    history = jump(all, places[told.head] ?? all.head);
  }
  const isNew = history !== null && canonicalJson(eventsOf(history)) !== canonicalJson(saved && eventsOf(saved));
  const forget = async (): Promise<void> => {
    for (const each of journals) await each.forget();
  };
  return { history: isNew ? history : null, forget };
}

function eventsOf({ nodes, head }: History) {
  return [nodes.map(({ parent, event, name }) => [parent, event, name]), head];
}

function joined(history: History | null, other: History): History {
  return history === null ? other : graftHistory(history, other).history;
}

/** An edit at another photo with the same pixels: taken over where that photo is gone, else offered. */
async function searchByPixels(photo: Photo, folder: EditFolder) {
  const entry = await folder.lookUp(photo.fingerprint);
  if (entry === null || entry.photo === photo.path) return null;
  const found = await readSidecar(entry.sidecar).catch(() => null);
  if (found?.state !== 'good') return null;
  const history = historyOf(found.sidecar);
  const detail = basename(entry.photo);
  if (await isThere(entry.photo)) {
    const notice: Notice = { kind: 'copy', detail, answers: ['take', 'dismiss'] };
    return { notice, offered: history };
  }
  const notice: Notice = { kind: 'moved', detail, answers: ['dismiss', 'original'] };
  return { notice, taken: history };
}

/** Gives a file that cannot be read another name, so that nothing of it is lost. */
async function moveAside(path: string): Promise<void> {
  for (let number = 1; number < mostAside; number += 1) {
    const aside = `${path}.damaged-${number}`;
    if (await isThere(aside)) continue;
    await rename(path, aside);
    return;
  }
}
