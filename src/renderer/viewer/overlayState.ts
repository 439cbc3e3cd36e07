/** What the overlay is to show, from the state of the viewer. */
import type { Point } from './camera.ts';
import type { Colour } from './drawer.ts';
import type { BrushCursor, OverlayState } from './overlay.ts';
import { loupeRect } from './scene.ts';
import { movedDrawing, type ShapeDrawing } from './shapeOverlay.ts';
import type { Space } from './space.ts';
import type { WaitingTiles } from './waitingTiles.ts';

export interface OverlayInput {
  readonly space: Space;
  readonly brush: BrushCursor | null;
  /** In source pixels. */
  readonly shape: ShapeDrawing | null;
  readonly tint: Colour;
  readonly isSplitActive: boolean;
  readonly labels: { readonly before: string; readonly after: string };
  readonly loupe: Point | null;
  readonly waiting: WaitingTiles;
}

const insetPx = 12;

export function overlayState(input: OverlayInput): OverlayState {
  const { space, labels } = input;
  const { size, pixelRatio, compare, splitLine } = space;
  const hasPicture = space.picture !== null;
  const isCompared = hasPicture && (compare.mode === 'split' || compare.mode === 'side');
  const inset = insetPx * pixelRatio;
  const words: OverlayState['labels'] = [
    { text: labels.before, x: inset, align: 'left' },
    { text: labels.after, x: size.width - inset, align: 'right' },
  ];
  return {
    pixelRatio,
    brush: input.brush,
    shape: input.shape === null || !hasPicture ? null : movedDrawing(input.shape, (at) => onCanvas(space, at)),
    tint: input.tint,
    split:
      splitLine === null ? null : { x: splitLine, clip: { left: 0, top: 0, ...size }, isActive: input.isSplitActive },
    labels: isCompared ? words : compare.mode === 'original' && hasPicture ? words.slice(0, 1) : [],
    loupe: input.loupe === null || !hasPicture ? null : loupeRect(input.loupe, pixelRatio),
    shimmer: input.waiting.shimmer(space.pictureArea(), (area) => space.sourceToCanvas(area)),
  };
}

function onCanvas(space: Space, { x, y }: Point): Point {
  const { left, top } = space.sourceToCanvas({ left: x, top: y, width: 0, height: 0 });
  return { x: left, y: top };
}
