/** Joins the viewer to the stores: what they say is shown, and what happens in the picture is told. */
import type { Rect, Size } from '../../../shared/base/geometry.ts';
import type { PictureState } from '../../../shared/contract/picture.ts';
import type { Editor } from '../../api/editor.ts';
import { latestOnly } from '../../commands/latestOnly.ts';
import { activeJob } from '../../state/jobStore.ts';
import type { LayoutStore } from '../../state/layoutStore.ts';
import { currentPicture, type Pictures, selectedStep } from '../../state/pictureStore.ts';
import { isMaskTool } from '../../state/toolStore.ts';
import { httpTiles } from '../../viewer/httpTiles.ts';
import { Viewer } from '../../viewer/viewer.ts';
import { type DrivenTools, driveTools } from './driveTools.ts';

export interface DrivenViewer {
  readonly viewer: Viewer;
  dispose(): void;
}

export function driveViewer(editor: Editor, host: HTMLElement): DrivenViewer {
  const { picture, layout, tool, job } = editor.stores;
  const look = latestOnly((visible: Rect) => tellLook(editor, visible));
  const askPixel = latestOnly((at: { x: number; y: number } | null) => readPixel(editor, at));
  let tools: DrivenTools | null = null;
  const viewer = new Viewer(host, {
    loadTile: httpTiles(editor.host.tileBase),
    onCameraChange: ({ scale }) => {
      layout.getState().setZoom(scale);
      tools?.moved();
    },
    onLook: look,
    onPointerPixel: askPixel,
  });

  const showPicture = (): void => {
    const state = currentPicture(picture.getState());
    viewer.setPicture(state === null ? null : shown(state, picture.getState()));
    viewer.setLayers(layersOf(picture.getState()));
    showMask();
  };
  const showMask = (): void => {
    const step = selectedStep(picture.getState());
    const painting = isMaskTool(tool.getState().tool);
    const { overlay, grey } = tool.getState();
    const isShown = step !== null && (step.mask !== null || painting) && (overlay || grey);
    viewer.setOverlayMask(isShown ? `mask:${step.id}` : null, grey ? 'grey' : 'tint');
  };
  const showCompare = (): void => {
    const { compare, holdOriginal, loupe } = layout.getState();
    viewer.setLoupe(loupe);
    viewer.setCompare({ mode: holdOriginal ? 'original' : compare === 'single' ? 'none' : compare });
  };
  const showWork = (): void => {
    const { current } = picture.getState();
    const active = activeJob(job.getState(), current, 'restore');
    viewer.setWorking(active === null ? null : `${active.id} ${active.step ?? ''}`);
  };
  showPicture();
  showCompare();
  showWork();

  editor.viewer.current = viewer;
  tools = driveTools(editor, viewer);
  const stops = [
    tools.dispose,
    picture.subscribe(showPicture),
    tool.subscribe(showMask),
    layout.subscribe(onChangeOf(layout, showCompare)),
    job.subscribe(showWork),
    editor.client.view.on('repaint', ({ document, revision, rects }) => {
      if (document === picture.getState().current) viewer.repaint(rects, revision);
    }),
  ];
  return {
    viewer,
    dispose() {
      for (const stop of stops) stop();
      editor.viewer.current = null;
      viewer.dispose();
    },
  };
}

/** The camera tells its zoom through the same store: only the comparison matters here. */
function onChangeOf(layout: LayoutStore, act: () => void): () => void {
  let { compare, holdOriginal, loupe } = layout.getState();
  return () => {
    const now = layout.getState();
    if (now.compare === compare && now.holdOriginal === holdOriginal && now.loupe === loupe) return;
    ({ compare, holdOriginal, loupe } = now);
    act();
  };
}

function shown(
  { info, width, height, revision, steps }: PictureState,
  { preview, versus }: Pictures,
): Parameters<Viewer['setPicture']>[0] {
  const source = { width: info.width, height: info.height };
  const states = [preview, versus].flatMap((view) => (view === null ? [] : [[`state:${view.state}`, view] as const]));
  const layerSizes = { ...sizesOf(source, steps), ...Object.fromEntries(states) };
  return { document: info.id, width, height, revision, source, layerSizes };
}

/** Sizes of the picture before and after each step, where one enlarges. */
function sizesOf(source: Size, steps: PictureState['steps']): Record<string, Size> {
  const sizes: Record<string, Size> = {};
  let size = source;
  for (const { id, operation, enabled, parameters } of steps) {
    sizes[`before:${id}`] = size;
    const factor = operation === 'upscale' && enabled ? (parameters.factor ?? 2) : 1;
    size = { width: size.width * factor, height: size.height * factor };
    sizes[`after:${id}`] = size;
  }
  return sizes;
}

function layersOf(pictures: Pictures): { before: string; after: string } {
  const { scope, selected, preview, versus } = pictures;
  const before = versus === null ? 'before' : `state:${versus.state}`;
  if (preview !== null) return { before, after: `state:${preview.state}` };
  if (versus !== null) return { before, after: 'after' };
  if (scope === 'picture' || selected === null) return { before: 'before', after: 'after' };
  return { before: `before:${selected}`, after: `after:${selected}` };
}

async function tellLook({ client, stores }: Editor, visible: Rect): Promise<void> {
  const document = stores.picture.getState().current;
  if (document === null || visible.width === 0 || visible.height === 0) return;
  stores.layout.getState().setVisible(visible);
  // Only the order of work depends on it: where it does not arrive, the picture is restored all the same.
  await client.view.look({ document, visible }).catch(() => undefined);
}

async function readPixel({ client, stores }: Editor, at: { x: number; y: number } | null): Promise<void> {
  const { setPixel } = stores.layout.getState();
  const document = stores.picture.getState().current;
  if (at === null || document === null) return setPixel(null);
  try {
    const { before, after } = await client.view.pixel({ document, ...at });
    const triple = (colour: typeof before): [number, number, number] => [
      Math.round(colour.red),
      Math.round(colour.green),
      Math.round(colour.blue),
    ];
    setPixel({ ...at, before: triple(before), after: triple(after) });
  } catch {
    // The pixel under the pointer is told again with the next move.
    setPixel(null);
  }
}
