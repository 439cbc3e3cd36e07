/** The open pictures as the engine last told them, and which one and which step is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentId, StepId } from '../../shared/base/ids.ts';
import type { PictureState, StepState } from '../../shared/contract/picture.ts';

/** A state of the history laid over the picture; its size in pixels, and what no network has computed of it yet. */
export interface StateView {
  readonly state: number;
  readonly width: number;
  readonly height: number;
  readonly missingTiles: number;
}

export interface Pictures {
  readonly open: readonly PictureState[];
  readonly current: DocumentId | null;
  /** A photo is on its way from the disk. */
  readonly opening: boolean;
  /** The step whose details are open. */
  readonly selected: StepId | null;
  /** What the viewer compares: source and result, or the picture before and after the selected step. */
  readonly scope: 'picture' | 'step';
  /** The step that still waits for somebody to paint where it applies. */
  readonly wantsMask: StepId | null;
  /** The state that is pointed at in the history: shown instead of the picture for the moment. */
  readonly preview: StateView | null;
  /** The state that the picture is compared with, instead of its source. */
  readonly versus: StateView | null;
}

interface PictureActions {
  /** Takes a state in; one that is older than what is known is dropped. */
  readonly put: (state: PictureState) => void;
  /** Replaces everything by what the engine has, after a connection was made again. */
  readonly replaceAll: (states: readonly PictureState[]) => void;
  readonly forget: (document: DocumentId) => void;
  readonly show: (document: DocumentId) => void;
  readonly setOpening: (opening: boolean) => void;
  readonly select: (step: StepId | null) => void;
  readonly setScope: (scope: Pictures['scope']) => void;
  readonly askForMask: (step: StepId | null) => void;
  readonly setPreview: (preview: StateView | null) => void;
  readonly setVersus: (versus: StateView | null) => void;
}

export type PictureStore = StoreApi<Pictures & PictureActions>;

const nothingLookedAt = { selected: null, scope: 'picture', wantsMask: null, preview: null, versus: null } as const;

export function createPictureStore(): PictureStore {
  return createStore<Pictures & PictureActions>()((set) => ({
    open: [],
    current: null,
    opening: false,
    ...nothingLookedAt,
    put: (state) =>
      set((now) => {
        const known = now.open.find((picture) => picture.info.id === state.info.id);
        // A window that shows nothing shows what was opened elsewhere.
        if (known === undefined) return { open: [...now.open, state], current: now.current ?? state.info.id };
        if (known.revision > state.revision) return {};
        return { open: now.open.map((picture) => (picture === known ? state : picture)), ...withoutGone(now, state) };
      }),
    replaceAll: (states) =>
      set((now) => ({
        open: states,
        current: states.some(({ info }) => info.id === now.current) ? now.current : (states.at(-1)?.info.id ?? null),
      })),
    forget: (document) =>
      set((now) => {
        const open = now.open.filter(({ info }) => info.id !== document);
        if (now.current !== document) return { open };
        return { open, current: open.at(-1)?.info.id ?? null, ...nothingLookedAt };
      }),
    show: (document) => set((now) => (now.current === document ? {} : { current: document, ...nothingLookedAt })),
    setOpening: (opening) => set({ opening }),
    select: (step) => set({ selected: step, ...(step === null ? { scope: 'picture' } : {}) }),
    setScope: (scope) => set({ scope, ...(scope === 'step' ? { versus: null } : {}) }),
    askForMask: (wantsMask) => set({ wantsMask }),
    setPreview: (preview) => set({ preview }),
    setVersus: (versus) => set({ versus, scope: 'picture' }),
  }));
}

function withoutGone(now: Pictures, state: PictureState): Partial<Pictures> {
  if (now.current !== state.info.id) return {};
  const has = (step: StepId | null): boolean => step === null || state.steps.some(({ id }) => id === step);
  return {
    ...(has(now.selected) ? {} : { selected: null, scope: 'picture' as const }),
    ...(has(now.wantsMask) ? {} : { wantsMask: null }),
  };
}

/** The picture on screen, or null. */
export function currentPicture(now: Pictures): PictureState | null {
  return now.open.find(({ info }) => info.id === now.current) ?? null;
}

/** The step whose details are open, or null. */
export function selectedStep(now: Pictures): StepState | null {
  return currentPicture(now)?.steps.find(({ id }) => id === now.selected) ?? null;
}
