/** Puts the tool of the store into the viewer's hand, and what is painted into the selected step's mask. */
import type { StepId } from '../../../shared/base/ids.ts';
import type { Stroke } from '../../../shared/model/mask.ts';
import type { Editor } from '../../api/editor.ts';
import { addStroke } from '../../commands/maskActions.ts';
import type { ToolId } from '../../state/toolStore.ts';
import { BrushTool } from '../../tools/brushTool.ts';
import { CompareTool } from '../../tools/compareTool.ts';
import { PanTool } from '../../tools/panTool.ts';
import type { Tool } from '../../tools/tool.ts';
import { ToolHost } from '../../tools/toolHost.ts';
import { ZoomTool } from '../../tools/zoomTool.ts';
import type { Viewer } from '../../viewer/viewer.ts';

export function driveTools(editor: Editor, viewer: Viewer): () => void {
  const { picture, tool } = editor.stores;
  let sent: Promise<void> = Promise.resolve();
  /** Strokes arrive in the order they were painted. */
  const send = (step: StepId, stroke: Stroke): void => {
    sent = sent.then(() => addStroke(editor, step, stroke));
  };
  const brush = (erases: boolean): BrushTool =>
    new BrushTool(viewer, {
      erases,
      settings: () => tool.getState(),
      onSettings: ({ size, hardness, flow }) => tool.getState().setBrush({ size, hardness, flow }),
      canPaint: () => picture.getState().selected !== null,
      onStroke: (stroke) => {
        const { selected } = picture.getState();
        if (selected !== null) send(selected, stroke);
      },
    });
  const tools: Readonly<Record<ToolId, Tool>> = {
    pan: new PanTool(viewer),
    brush: brush(false),
    erase: brush(true),
    zoom: new ZoomTool(viewer),
  };
  const host = new ToolHost(viewer, tools[tool.getState().tool], [new CompareTool(viewer)]);
  const stop = tool.subscribe((now) => {
    const next = tools[now.tool];
    host.use(next);
    if (next instanceof BrushTool) next.refresh();
  });
  return () => {
    stop();
    host.dispose();
  };
}
