import { AppError } from '../../shared/base/errors.ts';
import { type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import type { DocumentId, StepId } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Notice, PictureState } from '../../shared/contract/picture.ts';
import type { EditEvent } from '../../shared/logic/editEvent.ts';
import type { EditStep, EditSteps } from '../../shared/logic/editStep.ts';
import {
  append,
  canRedo,
  canUndo,
  type History,
  jump,
  nameState,
  redo,
  startHistory,
  stepsAt,
  stepsOf,
  undo,
} from '../../shared/logic/history.ts';
import type { ResultShelf } from '../cache/resultShelf.ts';
import type { Picture } from '../image/picture.ts';
import { MaskRaster } from '../mask/maskRaster.ts';
import { tileGeometry } from '../pipeline/tileGeometry.ts';
import { buildChain, type ChainContext, type ChainLink, type NetworkWork } from './chain.ts';
import { type InstalledNetwork, networkKey } from './installedNetwork.ts';
import type { Leveled } from './leveled.ts';
import type { Shown } from './levels.ts';
import { pictureInfo, type StepResults, stepState } from './pictureState.ts';
import { ResultCache } from './resultCache.ts';
import type { SourcePyramid } from './sourcePyramid.ts';

export interface OpenPictureOptions {
  readonly id: DocumentId;
  readonly path: string;
  readonly name: string;
  readonly picture: Picture;
  readonly pyramid: SourcePyramid;
  /** Of everything about the source that results depend on: see `fingerprint`. */
  readonly fingerprint: string;
  /** Null where none is installed. */
  readonly model: InstalledNetwork | null;
  readonly shelf: ResultShelf;
  /** For what does not fit into memory. */
  readonly scratchFolder: string;
  readonly history?: History;
  readonly revision?: number;
  readonly onChanged: (picture: OpenPicture) => void;
  readonly onRepaint: (picture: OpenPicture, rects: readonly Rect[]) => void;
}

type Activity = StepResults['activity'];

/** Chains of other states than the shown one that are kept: as many as a contact sheet shows. */
const mostOtherStates = 64;

/** One open picture: its source, the tree of its edits, and what networks have computed for it. */
export class OpenPicture {
  readonly id: DocumentId;
  readonly path: string;
  readonly name: string;
  readonly source: Picture;
  readonly pyramid: SourcePyramid;
  readonly masks: MaskRaster;
  readonly model: OpenPictureOptions['model'];
  readonly results: ResultCache;
  /** For what does not fit into memory. */
  readonly scratchFolder: string;
  #visible: Rect;
  /** Results that the user ran: they are computed wherever the user looks. */
  readonly #followed = new Set<string>();
  readonly #options: OpenPictureOptions;
  #history: History;
  #revision: number;
  #notices: readonly Notice[] = [];
  #links: readonly ChainLink[] | null = null;
  #exactLinks: readonly ChainLink[] | null = null;
  #active: { readonly step: StepId; readonly activity: Exclude<Activity, null> } | null = null;
  readonly #outside = new Map<StepId, { readonly key: string; readonly count: number }>();
  readonly #drafts = new Map<string, Shown>();
  readonly #otherLinks = new Map<number, readonly ChainLink[]>();

  constructor(options: OpenPictureOptions) {
    this.#options = options;
    this.id = options.id;
    this.path = options.path;
    this.name = options.name;
    this.source = options.picture;
    this.pyramid = options.pyramid;
    this.masks = new MaskRaster(options.picture);
    this.model = options.model;
    this.results = new ResultCache(options.shelf, () => this.#lost());
    this.scratchFolder = options.scratchFolder;
    this.#visible = { left: 0, top: 0, width: options.picture.width, height: options.picture.height };
    this.#history = options.history ?? startHistory();
    this.#revision = options.revision ?? 0;
  }

  /** See `fingerprint`. */
  get fingerprint(): string {
    return this.#options.fingerprint;
  }

  /** The part on screen in source pixels; the whole picture before anybody said. */
  get visible(): Rect {
    return this.#visible;
  }

  /** Tells which part is on screen. */
  look(visible: Rect): void {
    this.#visible = visible;
    if (this.#followed.size > 0) this.#options.onChanged(this);
  }

  /** From now on a result is computed wherever the user looks; null: none is any more. */
  follow(key: string | null): void {
    if (key === null) this.#followed.clear();
    else this.#followed.add(key);
  }

  isFollowed(key: string): boolean {
    return this.#followed.has(key);
  }

  get revision(): number {
    return this.#revision;
  }

  get history(): History {
    return this.#history;
  }

  get steps(): EditSteps {
    return stepsOf(this.#history);
  }

  /** The steps over the source as a viewer sees them: what is finished, and the best there is where it is not. */
  get links(): readonly ChainLink[] {
    return (this.#links ??= this.#build(
      this.steps,
      false,
      (step, work, size) => this.#shownFor(step, work, size),
      asIs,
    ));
  }

  /** The steps over the source as networks and exports read them: exact, and only where everything is finished. */
  get exactLinks(): readonly ChainLink[] {
    return (this.#exactLinks ??= this.exactLinksOver(asIs));
  }

  /** The same with something in the place of steps' outputs, for one reader. */
  exactLinksOver(outputFor: ChainContext['outputFor']): readonly ChainLink[] {
    const resultsFor = (_step: EditStep, work: NetworkWork) => {
      const result = this.results.find(work);
      return result === null ? [] : [result.exact];
    };
    return this.#build(this.steps, true, resultsFor, outputFor);
  }

  /**
   * The steps of any state over the source, as far as their results are there. Throws `input-missing` where the history
   * has no such state.
   */
  linksAt(state: number): readonly ChainLink[] {
    this.#assertState(state);
    if (state === this.#history.head) return this.links;
    const known = this.#otherLinks.get(state);
    if (known !== undefined) return known;
    const results = (_step: EditStep, work: NetworkWork) => [this.results.find(work)].filter((each) => each !== null);
    const made = this.#build(stepsAt(this.#history, state), false, results, asIs);
    this.#otherLinks.set(state, made);
    const [oldest] = this.#otherLinks.keys();
    if (this.#otherLinks.size > mostOtherStates && oldest !== undefined) this.#otherLinks.delete(oldest);
    return made;
  }

  /** Throws `input-missing` where there is no such step (any more). */
  link(step: StepId): ChainLink {
    const found = this.links.find((each) => each.step.id === step);
    if (found === undefined) throw new AppError('input-missing', sentence('said.stepGone'));
    return found;
  }

  state(): PictureState {
    const scale = this.links.at(-1)?.scale ?? 1;
    return {
      info: pictureInfo(this.id, this.name, this.source),
      width: this.source.width * scale,
      height: this.source.height * scale,
      steps: this.links.map((link) => stepState(link, this.#resultsOf(link))),
      canUndo: canUndo(this.#history),
      canRedo: canRedo(this.#history),
      notices: [...this.#notices],
      revision: this.#revision,
    };
  }

  edit(event: EditEvent, gesture: string | null = null): void {
    const before = this.steps;
    this.#moveTo(append(this.#history, event, gesture), (now) => this.#areasOf(event, before, now));
  }

  undo(): void {
    this.#moveTo(undo(this.#history));
  }

  redo(): void {
    this.#moveTo(redo(this.#history));
  }

  /** Shows any state; throws `input-missing` where the history has no such state. */
  jump(state: number): void {
    this.#assertState(state);
    this.#moveTo(jump(this.#history, state));
  }

  /** Names a state; throws `input-missing` where the history has no such state. */
  nameState(state: number, name: string | null): void {
    this.#assertState(state);
    this.#history = nameState(this.#history, state, name);
    this.#options.onChanged(this);
  }

  /** Says which results steps showed in an earlier run: they are shown until what changed since is computed. */
  recall(shown: Readonly<Record<string, string>>): void {
    for (const { step, work } of this.links) {
      const key = shown[step.id];
      if (work !== null && key !== undefined) this.results.recall(step.id, key);
    }
    this.refreshChains();
  }

  /** Names the results that steps show, or showed last, as `recall` takes them in a later run. */
  shown(): Readonly<Record<string, string>> {
    this.#remember();
    return this.results.shownKeys;
  }

  /** Takes in what somebody else added to the same edit; the shown state stays. */
  merge(history: History): void {
    this.#history = history;
    this.#options.onChanged(this);
  }

  /** What the user should know about the edit; replaces a notice of the same kind. */
  notify(notice: Notice): void {
    this.#notices = [...this.#notices.filter(({ kind }) => kind !== notice.kind), notice];
    this.#options.onChanged(this);
  }

  dismiss(kind: Notice['kind']): void {
    if (!this.#notices.some((notice) => notice.kind === kind)) return;
    this.#notices = this.#notices.filter((notice) => notice.kind !== kind);
    this.#options.onChanged(this);
  }

  /** A job works on a step, or (null) on none any more. */
  setActivity(step: StepId | null, activity: Activity): void {
    this.#active = step === null || activity === null ? null : { step, activity };
    this.#options.onChanged(this);
  }

  /** True where it was counted what changed outside of a step's mask, since anything that it depends on changed. */
  isCounted(link: ChainLink): boolean {
    return this.#outside.get(link.step.id)?.key === link.key;
  }

  /** What was counted outside of masks. */
  setChangedOutside(counts: readonly { readonly link: ChainLink; readonly count: number }[]): void {
    for (const { link, count } of counts) this.#outside.set(link.step.id, { key: link.key, count });
    this.#options.onChanged(this);
  }

  /** A quick look at a step's result, shown until its tiles arrive; null takes it away. */
  setDraft(key: string, draft: Shown | null): void {
    if (draft === null) this.#drafts.delete(key);
    else this.#drafts.set(key, draft);
    this.#links = null;
  }

  /** A result has begun to exist or has grown: pixels differ in these rectangles of the source. */
  repaint(rects: readonly Rect[]): void {
    this.#revision += 1;
    if (rects.length > 0) this.#options.onRepaint(this, rects);
  }

  /** Results were begun: the chains must look for them again. */
  refreshChains(): void {
    this.#links = null;
    this.#exactLinks = null;
    this.#otherLinks.clear();
  }

  async dispose(): Promise<void> {
    await this.results.dispose();
  }

  /** Something that was finished was found damaged in the cache: it has to be computed again. */
  #lost(): void {
    this.refreshChains();
    this.repaint([rectOf(this.source)]);
    this.#options.onChanged(this);
  }

  /** `areasOf` says which parts of the source can look different afterwards: everything, where it is not given. */
  #moveTo(history: History, areasOf: (now: EditSteps) => readonly Rect[] = () => [rectOf(this.source)]): void {
    if (history === this.#history) return;
    this.#remember();
    const before = this.links.at(-1)?.key;
    this.#history = history;
    this.refreshChains();
    this.#remember();
    this.repaint(before === this.links.at(-1)?.key ? [] : areasOf(this.steps));
    this.#options.onChanged(this);
  }

  /** A change of a mask is seen only where the mask differs, unless it takes the step to another region. */
  #areasOf(event: EditEvent, before: EditSteps, now: EditSteps): readonly Rect[] {
    const find = (steps: EditSteps) => ('step' in event ? steps.find((step) => step.id === event.step) : undefined);
    const [old, changed] = [find(before), find(now)];
    const isMaskOnly = old !== undefined && changed !== undefined && old.mask !== changed.mask;
    if (!isMaskOnly || old.region !== changed.region) return [rectOf(this.source)];
    return this.masks.differences(old.mask, changed.mask);
  }

  #remember(): void {
    this.results.remember(
      this.links.flatMap(({ step, work }) => (work === null ? [] : [[step.id, work.key] as const])),
    );
  }

  #resultsOf(link: ChainLink): StepResults {
    const { step, work } = link;
    const outside = this.#outside.get(step.id);
    return {
      current: work === null ? null : this.results.find(work),
      last: this.results.lastShown(step.id),
      activity: this.#active?.step === step.id ? this.#active.activity : null,
      changedOutside: outside?.key === link.key ? outside.count : null,
      secondsPerTile: this.results.secondsPerTile,
      isFollowed: work !== null && this.isFollowed(work.key),
      visible: this.#visible,
    };
  }

  #shownFor(step: EditStep, work: NetworkWork, size: Size): readonly Shown[] {
    const current = this.results.find(work);
    const last = this.results.lastShown(step.id);
    const draft = this.#drafts.get(work.key) ?? null;
    const fits = last !== current && last?.size.width === size.width && last.size.height === size.height;
    const old = fits ? last : null;
    return [current, draft, old].filter((each) => each !== null);
  }

  #assertState(state: number): void {
    if (this.#history.nodes[state] !== undefined) return;
    throw new AppError('input-missing', sentence('said.stateGone'));
  }

  #build(
    steps: EditSteps,
    isExact: boolean,
    resultsFor: ChainContext['resultsFor'],
    outputFor: ChainContext['outputFor'],
  ): readonly ChainLink[] {
    return buildChain(steps, {
      source: this.pyramid,
      sourceKey: this.#options.fingerprint,
      colourSpace: this.source.colourSpace,
      masks: this.masks,
      model: networkKey(this.model),
      geometry: (operation) => tileGeometry(this.model?.facts ?? null, operation),
      resultsFor,
      outputFor,
      isExact,
    });
  }
}

function asIs(_key: string, output: Leveled): Leveled {
  return output;
}
