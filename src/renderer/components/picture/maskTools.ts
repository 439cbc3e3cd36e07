/** The tools that make masks, with what they make sent to the selected step. */
import type { StepId } from '../../../shared/base/ids.ts';
import type { MaskComponent } from '../../../shared/model/mask.ts';
import type { Editor } from '../../api/editor.ts';
import { latestOnly } from '../../commands/latestOnly.ts';
import { addComponent, addRange, addStroke, changeComponent } from '../../commands/maskActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { chosenPart, type ToolId } from '../../state/toolStore.ts';
import { BrushTool } from '../../tools/brushTool.ts';
import { LassoTool } from '../../tools/lassoTool.ts';
import { PartHandles } from '../../tools/partHandles.ts';
import { RangeTool } from '../../tools/rangeTool.ts';
import { handlesOf, isPlaced, outlineOf, type Placed } from '../../tools/shapeGeometry.ts';
import { ShapeTool } from '../../tools/shapeTool.ts';
import type { Tool } from '../../tools/tool.ts';
import type { Viewer } from '../../viewer/viewer.ts';

type MaskToolId = Exclude<ToolId, 'pan' | 'zoom'>;

export function maskTools(editor: Editor, viewer: Viewer): Readonly<Record<MaskToolId, Tool>> {
  const { picture, tool } = editor.stores;
  const send = (work: (step: StepId) => Promise<void>): void => {
    const { selected } = picture.getState();
    // Actions show their own failures.
    if (selected !== null) void work(selected);
  };
  const canDraw = (): boolean => picture.getState().selected !== null;
  const mode = () => tool.getState().mode;
  const onShape = (component: MaskComponent): void => send((step) => addComponent(editor, step, component));
  const brush = (erases: boolean): BrushTool =>
    new BrushTool(viewer, {
      erases,
      settings: () => tool.getState(),
      onSettings: ({ size, hardness, flow }) => tool.getState().setBrush({ size, hardness, flow }),
      canPaint: canDraw,
      onStroke: (stroke) => send((step) => addStroke(editor, step, stroke)),
    });
  return {
    brush: brush(false),
    erase: brush(true),
    lasso: new LassoTool(viewer, { mode, canDraw, onLasso: onShape }),
    rectangle: new ShapeTool(viewer, { kind: () => 'rectangle', mode, canDraw, onShape }),
    ellipse: new ShapeTool(viewer, { kind: () => 'ellipse', mode, canDraw, onShape }),
    gradient: new ShapeTool(viewer, { kind: () => tool.getState().gradient, mode, canDraw, onShape }),
    range: new RangeTool(viewer, {
      canDraw,
      onPick: (pixel, takesAway) => send((step) => addRange(editor, step, pixel, takesAway)),
    }),
  };
}

/** The handles of the chosen part; `show` draws them where the part is now. */
export function partHandles(
  editor: Editor,
  viewer: Viewer,
): { readonly handles: PartHandles; readonly show: () => void } {
  const { picture, tool } = editor.stores;
  /** The part as the hand has it, until the engine's answer arrives. */
  let held: { readonly part: Placed; readonly gesture: string } | null = null;
  const chosen = (): Placed | null => {
    const found = chosenPart(tool.getState(), currentPicture(picture.getState()));
    if (found === null || found.step !== picture.getState().selected) return null;
    return isPlaced(found.component) ? found.component : null;
  };
  const show = (): void => {
    const part = held?.part ?? chosen();
    if (part === null) return viewer.setShape(null);
    const pixel = viewer.space.pixelRatio / viewer.space.sourceScale;
    const handles = handlesOf(part, pixel).map(({ at }) => at);
    return viewer.setShape({ lines: outlineOf(part), handles, filled: false });
  };
  const send = latestOnly(async (drag: { readonly part: Placed; readonly gesture: string }) => {
    const place = tool.getState().part;
    if (place !== null) await changeComponent(editor, place.step, place.index, drag.part, drag.gesture);
    if (held === drag) held = null;
    show();
  });
  const handles = new PartHandles(viewer, {
    part: () => held?.part ?? chosen(),
    onDrag: (_before, part, gesture) => {
      held = { part, gesture };
      show();
      send(held);
    },
  });
  return { handles, show };
}
