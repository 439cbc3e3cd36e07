/** From camera, comparison and mask to the views that are drawn and the tiles that are wanted for them. */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { Pyramid } from '../../shared/logic/tilePyramid.ts';
import type { Point, Transform } from './camera.ts';
import { coverPlace, type LayerView, layOut, nearbyPlaces, type ReadyTile, visiblePlaces } from './cover.ts';
import type { MaskPass, Quad, View } from './drawer.ts';
import type { LivePatch } from './liveStroke.ts';
import type { LayerName, TileSlot } from './tile.ts';

/** How the picture is compared; `position` is the wipe's place, 0 left to 1 right. */
export interface Compare {
  readonly mode: 'none' | 'split' | 'side' | 'original';
  readonly position: number;
}

export interface SceneInput {
  /** Of the canvas, in device pixels. */
  readonly size: Size;
  readonly pixelRatio: number;
  /** Of the first view. */
  readonly transform: Transform;
  readonly picture: Size;
  readonly source: Size;
  readonly compare: Compare;
  readonly before: LayerName;
  readonly after: LayerName;
  readonly mask: { readonly layer: LayerName; readonly style: 'tint' | 'grey' } | null;
  readonly strokes: readonly LivePatch[];
  /** Middle of the loupe on the canvas. */
  readonly loupe: Point | null;
  /** Tiles near this point of a view come first. */
  readonly focus: Point;
  readonly pyramidOf: (layer: LayerName) => Pyramid;
}

interface Plan {
  readonly clip: Rect;
  readonly layer: LayerName;
  readonly transform: Transform;
  readonly round: boolean;
  readonly hasMask: boolean;
}

export interface ComposedScene {
  readonly views: readonly View[];
  /** Most urgent first: what is on screen, and what stands in for it or will be next. */
  readonly wanted: readonly TileSlot[];
  /** Those of the wanted that are on screen. */
  readonly onScreen: readonly TileSlot[];
  /** Places of the mask that are on screen. */
  readonly maskSlots: readonly TileSlot[];
}

const sideGap = 2;
const loupeDiameter = 220;

/** The parts of the canvas that show the picture: one, or two beside each other. The camera knows the first one's size. */
export function pictureClips(size: Size, compare: Compare, pixelRatio: number): readonly [Rect, ...Rect[]] {
  if (compare.mode !== 'side') return [{ left: 0, top: 0, ...size }];
  const width = Math.max(1, Math.floor((size.width - sideGap * pixelRatio) / 2));
  return [
    { left: 0, top: 0, width, height: size.height },
    { left: size.width - width, top: 0, width, height: size.height },
  ];
}

/** The wipe's line in whole device pixels. */
export function splitX(size: Size, compare: Compare): number {
  return Math.round(size.width * Math.min(1, Math.max(0, compare.position)));
}

/** Lays out everything for one frame; `ready` answers the tiles that can be drawn in it. */
export function composeScene(input: SceneInput, ready: ReadyTile): ComposedScene {
  const plans = planViews(input);
  const wanted: TileSlot[] = [];
  const nearby: TileSlot[] = [];
  const maskSlots: TileSlot[] = [];
  const views = plans.map((plan): View => {
    const layer = layerView(input, plan, plan.layer);
    const focus = { x: input.focus.x + plan.clip.left, y: input.focus.y + plan.clip.top };
    const places = visiblePlaces(layer, plan.round ? middle(plan.clip) : focus);
    wanted.push(...places.map((place) => ({ ...place, layer: plan.layer })));
    if (!plan.round) nearby.push(...nearbyPlaces(layer, focus).map((place) => ({ ...place, layer: plan.layer })));
    const quads = places.toReversed().flatMap((place) => coverPlace(layer, place, ready));
    const mask = plan.hasMask ? maskPass(input, plan, focus, ready, maskSlots) : null;
    const { left, top, scale } = plan.transform;
    const picture = { left, top, width: input.picture.width * scale, height: input.picture.height * scale };
    return { clip: plan.clip, round: plan.round, picture, quads, mask };
  });
  const onScreen = [...wanted, ...maskSlots];
  return { views, maskSlots, onScreen, wanted: [...tops(input), ...onScreen, ...nearby, ...original(input, plans)] };
}

function maskPass(input: SceneInput, plan: Plan, focus: Point, ready: ReadyTile, slots: TileSlot[]): MaskPass | null {
  const { mask, source, picture } = input;
  if (mask === null && input.strokes.length === 0) return null;
  let quads: Quad[] = [];
  if (mask !== null) {
    const layer = layerView(input, plan, mask.layer);
    const places = visiblePlaces(layer, focus);
    slots.push(...places.map((place) => ({ ...place, layer: mask.layer })));
    quads = places.flatMap((place) => coverPlace(layer, place, ready));
  }
  const { scale, left, top } = plan.transform;
  const [x, y] = [(scale * picture.width) / source.width, (scale * picture.height) / source.height];
  const strokes = input.strokes.map((stroke) =>
    stroke.patch((area) => ({
      left: area.left * x + left,
      top: area.top * y + top,
      width: area.width * x,
      height: area.height * y,
    })),
  );
  return { quads, strokes, style: mask?.style ?? 'tint' };
}

function planViews(input: SceneInput): Plan[] {
  const { compare, before, after, size, transform } = input;
  const [first, second] = pictureClips(size, compare, input.pixelRatio);
  const base = { transform, round: false, hasMask: true };
  const plans: Plan[] = [];
  if (compare.mode === 'none') plans.push({ ...base, clip: first, layer: after });
  if (compare.mode === 'original') plans.push({ ...base, clip: first, layer: before, hasMask: false });
  if (compare.mode === 'split') {
    const x = splitX(size, compare);
    const left = { left: 0, top: 0, width: x, height: size.height };
    const right = { left: x, top: 0, width: size.width - x, height: size.height };
    if (left.width > 0) plans.push({ ...base, clip: left, layer: before, hasMask: false });
    if (right.width > 0) plans.push({ ...base, clip: right, layer: after });
  }
  if (compare.mode === 'side' && second !== undefined) {
    plans.push({ ...base, clip: first, layer: before, hasMask: false });
    plans.push({
      ...base,
      clip: second,
      layer: after,
      transform: { ...transform, left: transform.left + second.left },
    });
  }
  return input.loupe === null ? plans : [...plans, ...loupePlans(input, plans, input.loupe)];
}

/** The loupe enlarges what lies under its middle, at least to twice the picture's pixels. */
function loupePlans(input: SceneInput, plans: readonly Plan[], at: Point): Plan[] {
  const under = plans.findLast(({ clip }) => at.x >= clip.left && at.x < clip.left + clip.width);
  if (under === undefined) return [];
  const { transform } = under;
  const scale = Math.min(32, Math.max(2, 2 ** Math.round(Math.log2(transform.scale * 2))));
  const left = Math.round(at.x - ((at.x - transform.left) / transform.scale) * scale);
  const top = Math.round(at.y - ((at.y - transform.top) / transform.scale) * scale);
  return [{ ...under, clip: loupeRect(at, input.pixelRatio), round: true, transform: { scale, left, top } }];
}

/** The square that the loupe's circle fills. */
export function loupeRect(at: Point, pixelRatio: number): Rect {
  const side = Math.round(loupeDiameter * pixelRatio);
  return { left: Math.round(at.x - side / 2), top: Math.round(at.y - side / 2), width: side, height: side };
}

/** The coarsest tile of each layer on screen: the first thing to be seen, and a stand-in for everything else. */
function tops(input: SceneInput): TileSlot[] {
  const layers = [input.after, input.before, ...(input.mask === null ? [] : [input.mask.layer])];
  return layers.map((layer) => {
    const pyramid = input.pyramidOf(layer);
    const level = Math.max(0, Math.ceil(Math.log2(Math.max(pyramid.width, pyramid.height) / pyramid.tileSize)));
    return { layer, level, column: 0, row: 0 };
  });
}

/** What the original would need, last of all: then holding its key shows it at once. */
function original(input: SceneInput, plans: readonly Plan[]): TileSlot[] {
  const plan = plans[0];
  if (input.compare.mode !== 'none' || plan === undefined) return [];
  const view = layerView(input, plan, input.before);
  return visiblePlaces(view, input.focus).map((place) => ({ ...place, layer: input.before }));
}

function layerView(input: SceneInput, plan: Plan, layer: LayerName): LayerView {
  return layOut(layer, input.pyramidOf(layer), input.picture, plan.transform, plan.clip);
}

function middle(rect: Rect): Point {
  return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
}
