/** What each command does, and whether it can be done now. */
import type { PictureState, StepState } from '../../shared/contract/picture.ts';
import type { Editor } from '../api/editor.ts';
import { activeJob } from '../state/jobStore.ts';
import { currentPicture, selectedStep } from '../state/pictureStore.ts';
import type { ToolId } from '../state/toolStore.ts';
import type { CommandId } from './commands.ts';
import { commandOf } from './commands.ts';
import { changeStep, duplicateStep, isBehind, moveStep, redo, removeStep, undo } from './editActions.ts';
import { clearMask, finishMask, invertMask, startMask } from './maskActions.ts';
import { choosePictures, closeCurrent, openSample } from './pictureActions.ts';
import { chooseForQueue, toggleQueue } from './queueActions.ts';
import { cancelJob, runSteps, togglePause } from './workActions.ts';

type Action = (editor: Editor) => void | Promise<void>;

const withStep =
  (action: (editor: Editor, step: StepState) => void | Promise<void>): Action =>
  (editor) => {
    const step = selectedStep(editor.stores.picture.getState());
    if (step !== null) return action(editor, step);
    return undefined;
  };

const indexOf = (editor: Editor, step: StepState): number =>
  currentPicture(editor.stores.picture.getState())?.steps.findIndex(({ id }) => id === step.id) ?? -1;

const toggleCompare =
  (mode: 'split' | 'side'): Action =>
  ({ stores }) => {
    const { compare, setCompare } = stores.layout.getState();
    setCompare(compare === mode ? 'single' : mode);
  };

const resizeBrush =
  (factor: number): Action =>
  ({ stores }) => {
    const { size, setBrush } = stores.tool.getState();
    setBrush({ size: Math.round(size * factor) + (factor > 1 ? 1 : -1) });
  };

const hardenBrush =
  (by: number): Action =>
  ({ stores }) => {
    const { hardness, setBrush } = stores.tool.getState();
    setBrush({ hardness: hardness + by });
  };

/** Painting needs a step to paint for: the selected one, else the newest. */
const paint =
  (tool: Exclude<ToolId, 'pan' | 'zoom'>): Action =>
  (editor) => {
    const { picture } = editor.stores;
    const step = selectedStep(picture.getState()) ?? currentPicture(picture.getState())?.steps.at(-1);
    if (step === undefined) return;
    picture.getState().select(step.id);
    const { tool: inHand, gradient, range, choose, setOptions } = editor.stores.tool.getState();
    // The key of a tool with two kinds, once more: the other kind.
    if (inHand === 'gradient' && tool === inHand) setOptions({ gradient: gradient === 'linear' ? 'radial' : 'linear' });
    if (inHand === 'range' && tool === inHand) setOptions({ range: range === 'colour' ? 'luminance' : 'colour' });
    choose(tool);
    editor.viewer.current?.focus();
  };

/** The outermost first: the comparison of a state or of one step, then the brush, then the step's details. */
const closeStep: Action = ({ stores }) => {
  const { scope, setScope, select, versus, setVersus } = stores.picture.getState();
  const { tool, choose } = stores.tool.getState();
  if (versus !== null) setVersus(null);
  else if (scope === 'step') setScope('picture');
  else if (tool === 'pan') select(null);
  else choose('pan');
};

const dialog =
  (id: 'export' | 'settings' | 'shortcuts' | 'palette' | 'states'): Action =>
  ({ stores }) =>
    stores.layout.getState().openDialog(id);

const actions: Readonly<Record<CommandId, Action>> = {
  'picture.open': choosePictures,
  'picture.sample': openSample,
  'picture.export': dialog('export'),
  'queue.add': (editor) => chooseForQueue(editor),
  'queue.pause': toggleQueue,
  'queue.show': ({ stores }) => stores.layout.getState().showQueue(!stores.layout.getState().queue),
  'picture.close': closeCurrent,
  'edit.undo': undo,
  'edit.redo': redo,
  'history.states': dialog('states'),
  'history.leave': ({ stores }) => stores.picture.getState().setVersus(null),
  'step.toggle': withStep((editor, { id, enabled }) => changeStep(editor, id, { enabled: !enabled })),
  'step.rename': withStep(({ stores }, { id }) => stores.layout.getState().rename(id)),
  'step.duplicate': withStep(duplicateStep),
  'step.later': withStep((editor, step) => moveStep(editor, step.id, indexOf(editor, step) + 1)),
  'step.earlier': withStep((editor, step) => moveStep(editor, step.id, indexOf(editor, step) - 1)),
  'step.close': closeStep,
  'step.remove': withStep((editor, { id }) => removeStep(editor, id)),
  'step.scope': withStep(({ stores }) => {
    const { scope, setScope } = stores.picture.getState();
    setScope(scope === 'step' ? 'picture' : 'step');
    if (scope === 'picture' && stores.layout.getState().compare === 'single') {
      stores.layout.getState().setCompare('split');
    }
  }),
  'mask.paint': withStep((editor, { id }) => startMask(editor, id)),
  'mask.finish': finishMask,
  'mask.invert': withStep(invertMask),
  'mask.clear': withStep((editor, { id }) => clearMask(editor, id)),
  'work.run': (editor) => runSteps(editor),
  'work.pause': togglePause,
  'work.cancel': cancelJob,
  'view.fit': ({ viewer }) => viewer.current?.fit(),
  'view.actual': ({ viewer }) => viewer.current?.zoomTo(1),
  'view.double': ({ viewer }) => viewer.current?.zoomTo(2),
  'view.closer': ({ viewer }) => viewer.current?.zoomBy(1.25),
  'view.farther': ({ viewer }) => viewer.current?.zoomBy(0.8),
  'compare.split': toggleCompare('split'),
  'compare.side': toggleCompare('side'),
  'compare.hold': ({ stores }) => stores.layout.getState().setHoldOriginal(true),
  'view.loupe': ({ stores }) => stores.layout.getState().toggleLoupe(),
  'mask.overlay': ({ stores }) => stores.tool.getState().toggleOverlay(),
  'mask.grey': ({ stores }) => stores.tool.getState().setGrey(!stores.tool.getState().grey),
  'tool.pan': ({ stores }) => stores.tool.getState().choose('pan'),
  'tool.brush': paint('brush'),
  'tool.erase': paint('erase'),
  'tool.lasso': paint('lasso'),
  'tool.rectangle': paint('rectangle'),
  'tool.ellipse': paint('ellipse'),
  'tool.gradient': paint('gradient'),
  'tool.range': paint('range'),
  'tool.zoom': ({ stores }) => stores.tool.getState().choose('zoom'),
  'brush.smaller': resizeBrush(0.85),
  'brush.larger': resizeBrush(1.18),
  'brush.softer': hardenBrush(-0.1),
  'brush.harder': hardenBrush(0.1),
  'bar.focus': ({ bar }) => bar.current?.(),
  'window.palette': dialog('palette'),
  'window.shortcuts': dialog('shortcuts'),
  'window.settings': dialog('settings'),
  'window.panel': ({ stores }) => stores.layout.getState().togglePanel(),
  'window.history': ({ stores }) => stores.layout.getState().toggleHistory(),
  'window.histogram': ({ stores }) => stores.layout.getState().toggleHistogram(),
};

type Condition = (picture: PictureState, editor: Editor) => boolean;

const hasStep: Condition = (_, { stores }) => selectedStep(stores.picture.getState()) !== null;
const hasMask: Condition = (_, { stores }) => (selectedStep(stores.picture.getState())?.mask ?? null) !== null;
const hasJob: Condition = ({ info }, { stores }) => activeJob(stores.job.getState(), info.id) !== null;
const hasSteps: Condition = ({ steps }) => steps.length > 0;

/** What must be given beside an open picture; commands that are not named need nothing more. */
const conditions: Readonly<Partial<Record<CommandId, Condition>>> = {
  'edit.undo': ({ canUndo }) => canUndo,
  'edit.redo': ({ canRedo }) => canRedo,
  'history.leave': (_, { stores }) => stores.picture.getState().versus !== null,
  'step.toggle': hasStep,
  'step.rename': hasStep,
  'step.duplicate': hasStep,
  'step.later': hasStep,
  'step.earlier': hasStep,
  'step.close': (picture, editor) => hasStep(picture, editor) || editor.stores.picture.getState().versus !== null,
  'step.remove': hasStep,
  'step.scope': hasStep,
  'mask.paint': hasStep,
  'mask.invert': hasMask,
  'mask.clear': hasMask,
  'mask.finish': (_, { stores }) => stores.picture.getState().wantsMask !== null,
  'mask.overlay': ({ steps }) => steps.some((step) => step.mask !== null),
  'work.run': (picture, editor) =>
    !hasJob(picture, editor) && picture.steps.some((step) => step.enabled && isBehind(step)),
  'work.pause': hasJob,
  'work.cancel': hasJob,
  'tool.brush': hasSteps,
  'tool.erase': hasSteps,
  'tool.lasso': hasSteps,
  'tool.rectangle': hasSteps,
  'tool.ellipse': hasSteps,
  'tool.gradient': hasSteps,
  'tool.range': hasSteps,
  'mask.grey': hasMask,
};

/** The same for commands that need no picture. */
const freeConditions: Readonly<Partial<Record<CommandId, (editor: Editor) => boolean>>> = {
  'queue.pause': ({ stores }) => (stores.queue.getState().summary?.state ?? 'idle') !== 'idle',
};

/** Whether the command means anything now; what cannot be done is shown grey and not run. */
export function canRun(editor: Editor, id: CommandId): boolean {
  if (!commandOf(id).picture) return freeConditions[id]?.(editor) ?? true;
  const picture = currentPicture(editor.stores.picture.getState());
  return picture !== null && (conditions[id]?.(picture, editor) ?? true);
}

/** Carries out a command; false where it cannot be done now. */
export function runCommand(editor: Editor, id: CommandId): boolean {
  if (!canRun(editor, id)) return false;
  // Actions show their own failures; nobody waits for them here.
  void actions[id](editor);
  return true;
}
