import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError, toAppError } from '../../shared/base/errors.ts';
import type { Rect } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { EditStep } from '../../shared/logic/editStep.ts';
import type { ChainLink, NetworkWork } from '../document/chain.ts';
import type { NetworkResult } from '../document/networkResult.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import type { PassResult } from '../document/passResult.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import { networkTensors } from '../inference/networkTensors.ts';
import { cleanTiles, type IsClean } from '../operations/cleanTiles.ts';
import { conditioning } from '../operations/conditioning.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { guideState, type RestorationPass, restoreTile, tilesUnderWay } from '../operations/restoration.ts';
import { enlarged } from '../operations/upscale.ts';
import { leaveBelowOf } from '../pipeline/planStages.ts';
import { tileGeometry } from '../pipeline/tileGeometry.ts';
import type { InferencePort } from '../ports.ts';
import { breathe } from '../tiling/breathe.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { draftOf } from './draft.ts';
import type { PauseGate } from './pauseGate.ts';
import { nextTile } from './tileOrder.ts';
import { scaled } from './wantedTiles.ts';

/** What restoring needs beside the picture. */
export interface RestoreTools {
  readonly inference: InferencePort;
  /** The embedding that conditions the network for a step. */
  readonly embed: (step: EditStep, signal: AbortSignal) => Promise<Float32Array>;
  /** The network that drafts are made with; null for the picture's own. */
  readonly draftModel: ModelFacts | null;
  /** Looks for clean tiles where a step leaves them as they are; throws `model-missing`. */
  readonly diagnoser: () => DiagnosisManifest;
}

export interface StepRun {
  readonly picture: OpenPicture;
  readonly link: ChainLink;
  readonly work: NetworkWork;
  readonly tools: RestoreTools;
  readonly gate: PauseGate;
  /** The full size of the step's input, asked for once. */
  readonly input: () => Promise<FloatSource>;
  /** False as soon as an edit made this work pointless. */
  readonly isWanted: () => boolean;
  /** The tiles of a pass that are needed at this moment: what is on screen may change. */
  readonly wanted: (pass: number) => readonly Tile[];
  /** After every tile, with what looks different now in pixels of the source. */
  readonly onTile: (rect: Rect | null) => void;
}

/**
 * While one tile is with the network, the last one is written back and another waits: the engine also answers the
 * window, and the network is not to wait for that.
 */
const tilesInFlight = 3;

/**
 * Computes what is missing of one network step. Finished tiles stay whatever happens: cancelled, failed or overtaken by
 * an edit, it goes on from there the next time.
 */
export async function restoreStep(run: StepRun, signal: AbortSignal): Promise<void> {
  const { picture, work, link } = run;
  const { model } = picture;
  if (model === null) {
    throw new AppError('model-missing', sentence('said.modelNone'));
  }
  const result = picture.results.begin(work);
  picture.refreshChains();
  result.failure = null;
  try {
    const embedding = await run.tools.embed(link.step, signal);
    if (!result.hasPixels && link.scale === 1)
      await showDraft(run, run.tools.draftModel ?? model.facts, embedding, signal);
    let source = await run.input();
    for (const [index, pass] of result.passes.entries()) {
      const input = pass.pass.enlarge === 1 ? source : enlarged(source, pass.pass.enlarge);
      const read = inTurns(input);
      const network: RestorationPass = {
        operation: link.step.operation,
        embedding,
        model: model.facts,
        inference: run.tools.inference,
        colourSpace: picture.source.colourSpace,
        source: read,
        tiles: [],
        store: pass.store,
        onTile: () => undefined,
        isClean: cleanSearch(run, result, read),
      };
      const wanted = (): readonly Tile[] => run.wanted(index);
      await restorePass(run, network, result, pass, wanted, signal);
      if (!wanted().every((tile) => pass.isDone(tile))) return;
      source = pass.whole;
    }
    picture.setDraft(work.key, null);
    await result.settle();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'cancelled') result.failure = error.message;
    await result.settle();
    throw error;
  }
}

/** What judges the tiles of a step that leaves clean ones as they are; null for other steps. */
function cleanSearch({ link, tools, picture }: StepRun, result: NetworkResult, source: FloatSource): IsClean | null {
  const below = leaveBelowOf(link.step);
  if (below === 0) return null;
  const { inference } = tools;
  return cleanTiles({
    operation: link.step.operation,
    below,
    diagnoser: { model: tools.diagnoser(), inference },
    source,
    colourSpace: picture.source.colourSpace,
    onClean: () => {
      result.tilesClean += 1;
    },
  });
}

/** Shows a draft of what is on screen until the real tiles are there. */
async function showDraft(run: StepRun, model: ModelFacts, embedding: Float32Array, signal: AbortSignal): Promise<void> {
  const { picture, work, link, tools } = run;
  const draft = await draftOf(
    {
      input: work.input,
      visible: picture.visible,
      geometry: tileGeometry(model, link.step.operation),
      network: {
        operation: link.step.operation,
        embedding,
        model,
        inference: tools.inference,
        colourSpace: picture.source.colourSpace,
      },
      scratchFolder: picture.scratchFolder,
    },
    signal,
  );
  if (draft === null) return;
  picture.setDraft(work.key, draft);
  picture.repaint([outward(picture.visible)]);
}

async function restorePass(
  run: StepRun,
  network: RestorationPass,
  result: NetworkResult,
  pass: PassResult,
  wanted: () => readonly Tile[],
  signal: AbortSignal,
): Promise<void> {
  if (wanted().every((tile) => pass.isDone(tile))) return;
  const words = conditioning(network.operation, network.embedding, network.model);
  pass.guide ??= await guideState(network, words, signal);
  const conditions = { ...words, [networkTensors.tile.state]: pass.guide };
  const taken = new Set<Tile>();
  const inFlight = tilesUnderWay(network.inference, tilesInFlight);
  const pool = new BufferPool();
  const scale = pass.pass.plan.size.width / run.picture.source.width;
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);

  const worker = async (): Promise<void> => {
    for (;;) {
      await run.gate.pass(either);
      throwIfCancelled(either);
      if (!run.isWanted()) return;
      const tile = nextTile(
        wanted(),
        (each) => taken.has(each) || pass.isDone(each),
        scaled(run.picture.visible, scale),
      );
      if (tile === undefined) return;
      taken.add(tile);
      const started = performance.now();
      await restoreTile(network, tile, conditions, pool, either);
      result.seconds += (performance.now() - started) / 1000 / inFlight;
      result.device = run.tools.inference.device();
      const changed = await result.finish(pass, tile);
      run.onTile(changed === null ? null : outward(scaled(changed, 1 / scale)));
      await breathe();
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: inFlight }, () =>
      worker().catch((failure: unknown) => {
        failed.abort();
        throw failure;
      }),
    ),
  );
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [toAppError(end.reason)] : []));
  const first = failures.find((failure) => failure.code !== 'cancelled') ?? failures[0];
  if (first !== undefined) throw first;
}

/** A source that lets others have their turn after every read: guides read whole pictures. */
function inTurns(source: FloatSource): FloatSource {
  const { width, height } = source;
  return {
    width,
    height,
    ...(source.averageRow !== undefined && {
      averageRow: (y: number, means: Float64Array) => source.averageRow?.(y, means),
    }),
    async readRect(rect, into, signal) {
      await source.readRect(rect, into, signal);
      await breathe();
    },
  };
}

/** Whole pixels around a rectangle. */
function outward({ left, top, width, height }: Rect): Rect {
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { left: x, top: y, width: Math.ceil(left + width) - x, height: Math.ceil(top + height) - y };
}
