/** The services of the contract in memory, with made-up work: to draw the window without an engine. Never shipped. */

import { parameterControls } from '../../src/renderer/state/parameterRanges.ts';
import { AppError } from '../../src/shared/base/errors.ts';
import { type DocumentId, type GrantId, grantIdSchema, type JobId, type StepId } from '../../src/shared/base/ids.ts';
import { sentence } from '../../src/shared/base/sentence.ts';
import { contract } from '../../src/shared/contract/index.ts';
import type { PictureState, StepState } from '../../src/shared/contract/picture.ts';
import type { QueueChange } from '../../src/shared/contract/queue.ts';
import { protocolVersion, type Settings, settingsSchema } from '../../src/shared/contract/system.ts';
import type { Job } from '../../src/shared/contract/work.ts';
import { applyMaskEvent } from '../../src/shared/logic/applyMaskEvent.ts';
import type { MaskEvent } from '../../src/shared/logic/maskEvent.ts';
import { maskState } from '../../src/shared/logic/maskState.ts';
import type { Mask } from '../../src/shared/model/mask.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';
import { createServer, type RpcServer } from '../../src/shared/rpc/server.ts';
import { fakeDiagnosis } from './fakeDiagnosis.ts';
import { fakePlan } from './fakePlan.ts';

type ContractType = typeof contract;

export interface FakeOptions {
  readonly width: number;
  readonly height: number;
  /** Milliseconds for each tile of a running step. */
  readonly tileMs: number;
  readonly settings?: { readonly [Key in keyof Settings]?: Settings[Key] | undefined };
}

const picture = 'fake' as DocumentId;
const tilesOfStep = 24;
const bins = (shift: number): number[] =>
  Array.from({ length: 256 }, (_, x) =>
    Math.round(4000 * Math.exp(-(((x - shift) / 46) ** 2)) + 900 * Math.exp(-(((x - 200) / 20) ** 2))),
  );

export function createFakeServices({
  width,
  height,
  tileMs,
  settings: given = {},
}: FakeOptions): RpcServer<ContractType> {
  let settings = settingsSchema.parse(given);
  let steps: StepState[] = [];
  const masks = new Map<StepId, Mask | null>();
  let past: StepState[][] = [];
  let future: StepState[][] = [];
  let revision = 0;
  let lastGesture: string | null = null;
  let isOpen = false;
  let job: Job | null = null;
  let ids = 0;

  const state = (): PictureState => ({
    info: {
      id: picture,
      name: 'harbour-1962.jpg',
      width,
      height,
      format: 'jpeg',
      depth: 8,
      colourSpace: 'Display P3',
      alpha: false,
      notes: [],
    },
    width,
    height,
    steps,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    notices: [],
    revision,
  });
  const tell = (): PictureState => {
    revision += 1;
    server.announce('picture', 'changed', state());
    return state();
  };
  const edit = (next: StepState[], gesture: string | null = null): PictureState => {
    if (gesture === null || gesture !== lastGesture) past = [...past, steps];
    lastGesture = gesture;
    future = [];
    steps = next;
    return tell();
  };
  const change = (step: StepId, changes: Partial<StepState>): StepState[] =>
    steps.map((each) => (each.id === step ? { ...each, ...changes } : each));
  const editMask = (event: MaskEvent, gesture: string | null = null): PictureState => {
    const before = steps.map(({ id, region }) => ({
      ...makeStep('auto', { region }),
      id,
      name: null,
      mask: masks.get(id) ?? null,
    }));
    const after = applyMaskEvent(before, event);
    for (const { id, mask } of after) masks.set(id, mask);
    const changed = steps.map((step, at) => {
      const { mask, region } = after[at] ?? { mask: null, region: null };
      return { ...step, region, mask: mask === null ? null : maskState(mask) };
    });
    return edit(changed, gesture);
  };
  const outdateFrom = (list: StepState[], index: number): StepState[] =>
    list.map((each, at) => (at >= index && each.status === 'done' ? { ...each, status: 'stale' as const } : each));

  function work(): void {
    if (job === null || job.state !== 'running') return;
    const at = steps.findIndex((step) => step.enabled && step.status !== 'done');
    const current = steps[at];
    if (current === undefined) {
      job = { ...job, state: 'done' };
      server.announce('work', 'progress', job);
      return;
    }
    const done = current.status === 'running' ? current.tilesDone + 1 : 0;
    const finished = done >= tilesOfStep;
    steps = change(current.id, {
      status: finished ? 'done' : 'running',
      tilesDone: done,
      tilesTotal: tilesOfStep,
      seconds: finished ? (tilesOfStep * tileMs) / 1000 : null,
      device: finished ? 'WebGPU · NVIDIA RTX 4070' : null,
      changedOutside: finished && current.mask !== null ? 0 : null,
    });
    job = {
      ...job,
      step: current.id,
      operation: current.operation,
      done,
      total: tilesOfStep,
      etaSeconds: ((tilesOfStep - done) * tileMs) / 1000,
    };
    tell();
    server.announce('work', 'progress', job);
    setTimeout(work, tileMs);
  }
  const setJob = (next: Job['state']): Job => {
    if (job === null) throw new AppError('usage', 'There is no such job.');
    job = { ...job, state: next };
    server.announce('work', 'progress', job);
    return job;
  };

  const server = createServer<ContractType>(contract, {
    picture: {
      open: async () => {
        isOpen = true;
        return tell();
      },
      openSample: async () => {
        isOpen = true;
        return tell();
      },
      diagnose: async () => fakeDiagnosis,
      state: async () => state(),
      answer: async () => state(),
      list: async () => (isOpen ? [state()] : []),
      close: async () => {
        isOpen = false;
        return {};
      },
    },
    edit: {
      add: async ({ steps: added, at }) => {
        const made = added.map(({ maskFrom: _from, ...step }): StepState => {
          ids += 1;
          return {
            ...step,
            parameters: {
              ...Object.fromEntries(parameterControls(step.operation).map(({ name, usual }) => [name, usual])),
              ...step.parameters,
            },
            id: `step-${ids}` as StepId,
            enabled: true,
            name: null,
            mask: null,
            status: 'waiting',
            tilesDone: 0,
            tilesTotal: 0,
            tilesClean: 0,
            seconds: null,
            device: null,
            secondsLeft: null,
            changedOutside: null,
          };
        });
        const place = at ?? steps.length;
        return edit(outdateFrom([...steps.slice(0, place), ...made, ...steps.slice(place)], place));
      },
      change: async ({ step, changes, gesture }) => {
        const next = change(
          step,
          Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
        );
        const from = steps.findIndex(({ id }) => id === step) + (changes.parameters === undefined ? 1 : 0);
        return edit(outdateFrom(next, from), gesture);
      },
      move: async ({ step, to }) => {
        const moved = steps.find(({ id }) => id === step);
        const rest = steps.filter(({ id }) => id !== step);
        if (moved !== undefined) rest.splice(to, 0, moved);
        return edit(
          outdateFrom(
            rest,
            Math.min(
              to,
              steps.findIndex(({ id }) => id === step),
            ),
          ),
        );
      },
      remove: async ({ step }) => edit(steps.filter(({ id }) => id !== step)),
      undo: async () => {
        const last = past.at(-1);
        if (last !== undefined) [past, future, steps] = [past.slice(0, -1), [...future, steps], last];
        return tell();
      },
      redo: async () => {
        const next = future.at(-1);
        if (next !== undefined) [future, past, steps] = [future.slice(0, -1), [...past, steps], next];
        return tell();
      },
    },
    history: {
      tree: async ({ document }) => ({
        document,
        from: 0,
        nodes: [...past, steps, ...future.toReversed()].map((_, index, { length }) => ({
          parent: index === 0 ? null : index - 1,
          next: index + 1 < length ? index + 1 : null,
          name: null,
          kind: index === 0 ? null : 'moved',
          operations: [],
          setting: null,
          value: null,
        })),
        head: past.length,
      }),
      jump: async () => state(),
      name: async () => ({}),
      measure: async () => ({ width, height, missingTiles: 0 }),
    },
    mask: {
      get: async ({ step }) => masks.get(step) ?? null,
      stroke: async (input) => editMask({ kind: 'stroked', ...input }),
      add: async (input) => editMask({ kind: 'componentAdded', ...input }),
      change: async ({ gesture, ...input }) => editMask({ kind: 'componentChanged', ...input }, gesture),
      move: async (input) => editMask({ kind: 'componentMoved', ...input }),
      remove: async (input) => editMask({ kind: 'componentRemoved', ...input }),
      set: async ({ gesture, ...input }) => editMask({ kind: 'maskChanged', ...input }, gesture),
      take: async (input) => editMask({ kind: 'maskTaken', ...input }),
      clear: async (input) => editMask({ kind: 'maskCleared', ...input }),
    },
    recipe: {
      presets: async () => ({ names: ['Old prints', 'Night train'], usual: null }),
      save: async ({ name }) => ({ names: ['Old prints', 'Night train', name], usual: null }),
      remove: async () => ({ names: ['Night train'], usual: null }),
      setUsual: async ({ name }) => ({ names: ['Old prints', 'Night train'], usual: name }),
      apply: async () => state(),
      copy: async () => ({ pictures: [] }),
    },
    queue: {
      list: async () => emptyQueue,
      add: async () => ({ added: 0, left: 0 }),
      pause: async () => ({}),
      resume: async () => ({}),
      move: async () => ({}),
      treat: async () => ({}),
      cancel: async () => ({}),
      retry: async () => ({}),
      clear: async () => ({}),
      fetch: async () => ({ grant: grantIdSchema.parse('photo') }),
      preview: async () => ({ before: null, after: null }),
    },
    instruction: { understand: async ({ text }) => fakePlan(text) },
    view: {
      look: async () => ({}),
      histogram: async ({ layer }) => {
        const shift = layer === 'before' ? 88 : 112;
        return { red: bins(shift + 14), green: bins(shift), blue: bins(shift - 18), luma: bins(shift) };
      },
      pixel: async ({ x, y }) => ({
        before: { red: x % 256, green: y % 256, blue: 90 },
        after: { red: (x + 8) % 256, green: (y + 8) % 256, blue: 96 },
      }),
    },
    work: {
      run: async ({ document }) => {
        job = {
          id: 'job-1' as JobId,
          document,
          kind: 'restore',
          state: 'running',
          step: null,
          operation: null,
          done: 0,
          total: 0,
          etaSeconds: null,
          device: 'webgpu',
          error: null,
        };
        setTimeout(work, tileMs);
        return job;
      },
      pause: async () => setJob('paused'),
      resume: async () => {
        const resumed = setJob('running');
        work();
        return resumed;
      },
      cancel: async () => setJob('cancelled'),
      list: async () => (job === null ? [] : [job]),
    },
    export: {
      start: async ({ document, options }) => {
        const id = 'export-1' as JobId;
        const begun: Job = {
          id,
          document,
          kind: 'export',
          state: 'running',
          step: null,
          operation: null,
          done: 1,
          total: 4,
          etaSeconds: 2,
          device: null,
          error: null,
        };
        setTimeout(() => {
          server.announce('work', 'progress', { ...begun, state: 'done', done: 4 });
          server.announce('export', 'finished', {
            job: id,
            name: `harbour-1962-restored.${options.format}`,
            bytes: 8_400_000,
            kept: { exif: true, xmp: true, iptc: false, icc: 'Display P3', alpha: false, depth: options.depth },
            download: '/downloads/1',
            grant: null,
          });
        }, 4 * tileMs);
        return begun;
      },
      estimate: async ({ options }) => ({
        bytes: 84_000 * options.quality,
        name: `harbour-1962-restored.${options.format}`,
      }),
    },
    system: {
      info: async () => ({
        protocol: protocolVersion,
        version: '0.1.0',
        host: 'browser',
        platform: 'linux',
        device: 'WebGPU · NVIDIA RTX 4070',
        deviceReasons: [sentence('said.deviceFactor', { device: 'WebGPU', times: '14' })],
        models: [{ id: 'patina-restore', title: 'Patina Restore', version: '1.0', state: 'ok' }],
      }),
      engine: async () => ({ state: 'running' as const, reason: null }),
      memory: async () => ({ bytes: 742_000_000 }),
      settings: async () => settings,
      changeSettings: async (changes) => {
        settings = settingsSchema.parse({ ...settings, ...changes });
        server.announce('system', 'settingsChanged', settings);
        return settings;
      },
    },
    shell: {
      chooseFiles: async () => [],
      chooseFolder: async () => null,
      roots: async () => [entry('photos', 'folder')],
      list: async () => [entry('scans', 'folder'), entry('harbour-1962.jpg', 'file'), entry('IMG_2041.tif', 'file')],
      recent: async () => ['harbour-1962.jpg', 'night-train.png', 'grandmother.tif'].map((name) => entry(name, 'file')),
      reveal: async () => ({}),
      fileManager: async () => ({ offered: false }),
      offerInFileManager: async ({ offered }) => ({ offered, kept: [] }),
      upload: async ({ last }) => ({ grant: last ? grantIdSchema.parse('upload') : null }),
    },
  });
  return server;
}

const emptyQueue: QueueChange = {
  summary: {
    state: 'idle',
    counts: { waiting: 0, running: 0, done: 0, kept: 0, parked: 0, failed: 0, cancelled: 0 },
    current: null,
    etaSeconds: null,
    trouble: null,
  },
  items: [],
  order: [],
};

function entry(name: string, kind: 'file' | 'folder') {
  return { grant: name.toLowerCase().replace(/[^a-z0-9]/g, '-') as GrantId, name, kind, bytes: 5_400_000, modified: 0 };
}
