/** A shape of a mask while it is drawn, by the engine's own arithmetic over what is on screen. */
import { type Shape, shapeCoverage } from '../../shared/logic/maskShapes.ts';
import type { StrokePatch } from './drawer.ts';
import type { LivePatch, StrokePlace, ToScreen } from './liveStroke.ts';
import { newPatchId } from './liveStroke.ts';

/** Gradients have no edge to be seen: a quarter of the screen's pixels is enough for them. */
const coarse = 4;

export class LiveShape implements LivePatch {
  readonly #id = newPatchId();
  readonly #place: StrokePlace;
  readonly #erase: boolean;
  readonly #step: number;
  readonly #width: number;
  readonly #height: number;
  readonly #bytes: Uint8Array;
  #version = 0;

  constructor(place: StrokePlace, kind: Shape['kind'], erase: boolean) {
    this.#place = place;
    this.#erase = erase;
    this.#step = kind === 'linear' || kind === 'radial' ? coarse : 1;
    this.#width = Math.ceil(place.clip.width / this.#step);
    this.#height = Math.ceil(place.clip.height / this.#step);
    this.#bytes = new Uint8Array(this.#width * this.#height);
  }

  show(shape: Shape): void {
    const coverage = shapeCoverage(shape);
    const { scale } = this.#place;
    const [left, top, step] = [this.#left(), this.#top(), this.#step / scale];
    for (let row = 0, to = 0; row < this.#height; row += 1) {
      const y = top + (row + 0.5) * step;
      for (let column = 0; column < this.#width; column += 1, to += 1) {
        this.#bytes[to] = Math.round(coverage.at(left + (column + 0.5) * step, y) * 255);
      }
    }
    this.#version += 1;
  }

  patch(toScreen: ToScreen): StrokePatch {
    const step = this.#step / this.#place.scale;
    const [width, height] = [this.#width * step, this.#height * step];
    const target = toScreen({ left: this.#left(), top: this.#top(), width, height });
    return {
      id: this.#id,
      width: this.#width,
      height: this.#height,
      bytes: this.#bytes,
      version: this.#version,
      erase: this.#erase,
      target,
      crisp: false,
    };
  }

  #left(): number {
    return (this.#place.clip.left - this.#place.left) / this.#place.scale;
  }

  #top(): number {
    return (this.#place.clip.top - this.#place.top) / this.#place.scale;
  }
}
