/** The tool in hand and its options; read by the pointer tools and by the option bar. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../../shared/base/geometry.ts';

const toolIds = ['pan', 'brush', 'erase', 'zoom'] as const;
export type ToolId = (typeof toolIds)[number];

interface ToolState {
  readonly tool: ToolId;
  /** Brush diameter in pixels of the source picture. */
  readonly size: number;
  /** 0 soft, 1 hard. */
  readonly hardness: number;
  /** Coverage of one stroke, 0 to 1. */
  readonly flow: number;
  /** The mask is shown in the accent colour over the picture. */
  readonly overlay: boolean;
  /** The mask itself is shown in place of the picture, black to white. */
  readonly grey: boolean;
}

interface ToolActions {
  readonly choose: (tool: ToolId) => void;
  readonly setBrush: (brush: Partial<Pick<ToolState, 'size' | 'hardness' | 'flow'>>) => void;
  readonly toggleOverlay: () => void;
  readonly setGrey: (grey: boolean) => void;
}

type ToolStore = StoreApi<ToolState & ToolActions>;

/** Limits of the brush, as the strokes of the contract allow them. */
export const brushLimits = { size: [1, 4000], hardness: [0, 1], flow: [0.01, 1] } as const;

export function createToolStore(): ToolStore {
  return createStore<ToolState & ToolActions>()((set) => ({
    tool: 'pan',
    size: 120,
    hardness: 0.6,
    flow: 1,
    overlay: true,
    grey: false,
    choose: (tool) => set({ tool }),
    setBrush: (brush) =>
      set((state) => ({
        size: clamp(brush.size ?? state.size, ...brushLimits.size),
        hardness: clamp(brush.hardness ?? state.hardness, ...brushLimits.hardness),
        flow: clamp(brush.flow ?? state.flow, ...brushLimits.flow),
      })),
    toggleOverlay: () => set((state) => (state.grey ? { grey: false } : { overlay: !state.overlay })),
    setGrey: (grey) => set({ grey }),
  }));
}
