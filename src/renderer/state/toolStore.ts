/** The tool in hand and its options; read by the pointer tools and by the option bar. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../../shared/base/geometry.ts';
import type { StepId } from '../../shared/base/ids.ts';
import type { PictureState } from '../../shared/contract/picture.ts';
import type { ComponentState, MaskMode } from '../../shared/model/mask.ts';

const toolIds = ['pan', 'brush', 'erase', 'lasso', 'rectangle', 'ellipse', 'gradient', 'range', 'zoom'] as const;
export type ToolId = (typeof toolIds)[number];
/** Tools that make a mask, or change it. */
export const isMaskTool = (tool: ToolId): boolean => tool !== 'pan' && tool !== 'zoom';

/** Colours in which a mask may lie over the picture; `accent` follows the theme. */
export const tints = ['accent', 'red', 'blue', 'white'] as const;
export type Tint = (typeof tints)[number];

/** A part of a mask: the component number `index` of a step's mask. */
export interface MaskPart {
  readonly step: StepId;
  readonly index: number;
}

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
  readonly tint: Tint;
  /** How the next shape changes the mask. */
  readonly mode: MaskMode;
  readonly gradient: 'linear' | 'radial';
  readonly range: 'colour' | 'luminance';
  /** The part of a mask whose handles are shown and whose values the panel opens. */
  readonly part: MaskPart | null;
}

interface ToolActions {
  readonly choose: (tool: ToolId) => void;
  readonly setBrush: (brush: Partial<Pick<ToolState, 'size' | 'hardness' | 'flow'>>) => void;
  readonly toggleOverlay: () => void;
  readonly setGrey: (grey: boolean) => void;
  readonly setOptions: (options: Partial<Pick<ToolState, 'mode' | 'gradient' | 'range' | 'tint'>>) => void;
  readonly choosePart: (part: MaskPart | null) => void;
}

export type Tools = ToolState & ToolActions;
type ToolStore = StoreApi<Tools>;

/** Limits of the brush, as the strokes of the contract allow them. */
export const brushLimits = { size: [1, 4000], hardness: [0, 1], flow: [0.01, 1] } as const;

export function createToolStore(): ToolStore {
  return createStore<Tools>()((set) => ({
    tool: 'pan',
    size: 120,
    hardness: 0.6,
    flow: 1,
    overlay: true,
    grey: false,
    tint: 'accent',
    mode: 'add',
    gradient: 'linear',
    range: 'colour',
    part: null,
    choose: (tool) => set({ tool }),
    setBrush: (brush) =>
      set((state) => ({
        size: clamp(brush.size ?? state.size, ...brushLimits.size),
        hardness: clamp(brush.hardness ?? state.hardness, ...brushLimits.hardness),
        flow: clamp(brush.flow ?? state.flow, ...brushLimits.flow),
      })),
    toggleOverlay: () => set((state) => (state.grey ? { grey: false } : { overlay: !state.overlay })),
    setGrey: (grey) => set({ grey }),
    setOptions: (options) => set(options),
    choosePart: (part) => set({ part }),
  }));
}

/** The chosen part of a mask with its step, as long as both are there; null where none is chosen. */
export function chosenPart(
  { part }: Pick<Tools, 'part'>,
  picture: PictureState | null,
): (MaskPart & { readonly component: ComponentState }) | null {
  const mask = part === null ? null : picture?.steps.find(({ id }) => id === part.step)?.mask;
  const component = part === null ? undefined : mask?.components[part.index];
  return part === null || component === undefined ? null : { ...part, component };
}
