/** The mask of one view as a one-channel buffer of the canvas' size, and the textures of strokes still being painted. */
import type { Size } from '../../../shared/base/geometry.ts';
import type { StrokePatch } from '../drawer.ts';

interface StrokeTexture {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
  version: number;
}

export class MaskBuffer {
  readonly #gl: WebGL2RenderingContext;
  readonly #strokes = new Map<number, StrokeTexture>();
  #frame: WebGLFramebuffer | null = null;
  #texture: WebGLTexture | null = null;
  #size: Size = { width: 0, height: 0 };

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  get texture(): WebGLTexture | null {
    return this.#texture;
  }

  /** Draws go into the emptied mask from here on, until `end`. */
  begin(size: Size): void {
    const gl = this.#gl;
    if (this.#size.width !== size.width || this.#size.height !== size.height) this.#allocate(size);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  end(): void {
    this.#gl.bindFramebuffer(this.#gl.FRAMEBUFFER, null);
  }

  /** The texture of a stroke, brought up to date. */
  stroke(patch: StrokePatch): WebGLTexture {
    const gl = this.#gl;
    let held = this.#strokes.get(patch.id);
    if (held !== undefined && (held.width !== patch.width || held.height !== patch.height)) {
      gl.deleteTexture(held.texture);
      held = undefined;
    }
    if (held === undefined) {
      const texture = singleChannel(gl, patch);
      held = { texture, width: patch.width, height: patch.height, version: -1 };
      this.#strokes.set(patch.id, held);
    }
    if (held.version !== patch.version) {
      gl.bindTexture(gl.TEXTURE_2D, held.texture);
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, patch.width, patch.height, gl.RED, gl.UNSIGNED_BYTE, patch.bytes);
      held.version = patch.version;
    }
    return held.texture;
  }

  /** Frees the strokes that are no longer shown. */
  keepStrokes(ids: ReadonlySet<number>): void {
    for (const [id, { texture }] of this.#strokes) {
      if (ids.has(id)) continue;
      this.#gl.deleteTexture(texture);
      this.#strokes.delete(id);
    }
  }

  dispose(): void {
    this.keepStrokes(new Set());
    this.#gl.deleteFramebuffer(this.#frame);
    this.#gl.deleteTexture(this.#texture);
    this.#frame = null;
    this.#texture = null;
    this.#size = { width: 0, height: 0 };
  }

  #allocate(size: Size): void {
    const gl = this.#gl;
    gl.deleteFramebuffer(this.#frame);
    gl.deleteTexture(this.#texture);
    this.#texture = singleChannel(gl, size);
    this.#frame = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0);
    this.#size = size;
  }
}

function singleChannel(gl: WebGL2RenderingContext, size: Size): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R8, size.width, size.height);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}
