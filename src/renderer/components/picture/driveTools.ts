/** Puts the tool of the store into the viewer's hand, and the handles of the chosen part of a mask before it. */
import type { Editor } from '../../api/editor.ts';
import type { ToolId } from '../../state/toolStore.ts';
import { BrushTool } from '../../tools/brushTool.ts';
import { CompareTool } from '../../tools/compareTool.ts';
import { PanTool } from '../../tools/panTool.ts';
import type { Tool } from '../../tools/tool.ts';
import { ToolHost } from '../../tools/toolHost.ts';
import { ZoomTool } from '../../tools/zoomTool.ts';
import type { Viewer } from '../../viewer/viewer.ts';
import { maskTools, partHandles } from './maskTools.ts';

export interface DrivenTools {
  /** The camera moved: handles stand elsewhere. */
  readonly moved: () => void;
  readonly dispose: () => void;
}

export function driveTools(editor: Editor, viewer: Viewer): DrivenTools {
  const { picture, tool } = editor.stores;
  const tools: Readonly<Record<ToolId, Tool>> = {
    pan: new PanTool(viewer),
    ...maskTools(editor, viewer),
    zoom: new ZoomTool(viewer),
  };
  const { handles, show } = partHandles(editor, viewer);
  const host = new ToolHost(viewer, tools[tool.getState().tool], [handles, new CompareTool(viewer)]);
  const stops = [
    tool.subscribe((now) => {
      const next = tools[now.tool];
      host.use(next);
      if (next instanceof BrushTool) next.refresh();
      show();
    }),
    picture.subscribe(show),
  ];
  return {
    moved: show,
    dispose: () => {
      for (const stop of stops) stop();
      host.dispose();
    },
  };
}
