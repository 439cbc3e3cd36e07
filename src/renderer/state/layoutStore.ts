/** What of the window is open, and how the picture is compared. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Rect } from '../../shared/base/geometry.ts';
import type { StepId } from '../../shared/base/ids.ts';

const compareModes = ['single', 'split', 'side'] as const;
type CompareMode = (typeof compareModes)[number];
type DialogId = 'open' | 'export' | 'settings' | 'shortcuts' | 'palette' | 'states' | 'preset' | 'queue';

interface PixelValue {
  readonly x: number;
  readonly y: number;
  readonly before: readonly [number, number, number];
  readonly after: readonly [number, number, number];
}

interface Layout {
  readonly panel: boolean;
  readonly histogram: boolean;
  readonly history: boolean;
  /** The queue stands in the place of the steps. */
  readonly queue: boolean;
  readonly compare: CompareMode;
  readonly holdOriginal: boolean;
  /** A magnified part follows the pointer. */
  readonly loupe: boolean;
  readonly dialog: DialogId | null;
  /** Told by the viewer whenever its camera rests; 1 is one picture pixel on one screen pixel. */
  readonly zoom: number;
  readonly pixel: PixelValue | null;
  /** The part on screen in source pixels, once the camera rests; null before it was told. */
  readonly visible: Rect | null;
  /** The step whose name is being typed. */
  readonly renaming: StepId | null;
}

interface LayoutActions {
  readonly togglePanel: () => void;
  readonly toggleHistogram: () => void;
  readonly setCompare: (compare: CompareMode) => void;
  readonly setHoldOriginal: (hold: boolean) => void;
  readonly toggleLoupe: () => void;
  readonly openDialog: (dialog: DialogId | null) => void;
  readonly setZoom: (zoom: number) => void;
  readonly setPixel: (pixel: PixelValue | null) => void;
  readonly setVisible: (visible: Rect) => void;
  readonly toggleHistory: () => void;
  readonly showQueue: (queue: boolean) => void;
  readonly rename: (step: StepId | null) => void;
}

export type LayoutStore = StoreApi<Layout & LayoutActions>;

export function createLayoutStore(): LayoutStore {
  return createStore<Layout & LayoutActions>()((set) => ({
    panel: true,
    histogram: true,
    history: true,
    queue: false,
    compare: 'single',
    holdOriginal: false,
    loupe: false,
    dialog: null,
    zoom: 1,
    pixel: null,
    visible: null,
    renaming: null,
    togglePanel: () => set(({ panel, queue }) => (queue ? { queue: false, panel: true } : { panel: !panel })),
    toggleHistogram: () => set(({ histogram }) => ({ histogram: !histogram })),
    setCompare: (compare) => set({ compare }),
    setHoldOriginal: (holdOriginal) => set({ holdOriginal }),
    toggleLoupe: () => set(({ loupe }) => ({ loupe: !loupe })),
    openDialog: (dialog) => set({ dialog }),
    setZoom: (zoom) => set({ zoom }),
    setPixel: (pixel) => set({ pixel }),
    setVisible: (visible) => set({ visible }),
    toggleHistory: () => set(({ history }) => ({ history: !history })),
    showQueue: (queue) => set({ queue }),
    rename: (renaming) => set({ renaming }),
  }));
}
