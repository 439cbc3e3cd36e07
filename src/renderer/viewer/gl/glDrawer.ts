/** Draws scenes with WebGL2. Its owner hears of a lost context and lets it start anew once the context is back. */
import { invariant } from '../../../shared/base/assert.ts';
import type { Rect, Size } from '../../../shared/base/geometry.ts';
import type { Area, Drawer, DrawerLimits, MaskPass, Quad, Scene, View } from '../drawer.ts';
import type { Tile } from '../tile.ts';
import { MaskBuffer } from './maskBuffer.ts';
import { createProgram, type Program } from './program.ts';
import { coverageFragment, maskFragment, rectangleVertex, tileFragment } from './shaders.ts';
import { TileTextures } from './tileTextures.ts';

export class GlDrawer implements Drawer {
  readonly kind = 'webgl2';
  readonly canvas: HTMLCanvasElement;
  readonly #gl: WebGL2RenderingContext;
  readonly #tiles: TileTextures;
  readonly #mask: MaskBuffer;
  readonly #programs: { readonly tile: Program; readonly coverage: Program; readonly mask: Program };
  #screen: Size = { width: 1, height: 1 };

  /** Throws where the canvas has no living WebGL2 context, or (`needsCard`) only one drawn by the processor. */
  constructor(canvas: HTMLCanvasElement, limits: DrawerLimits, needsCard: boolean) {
    const attributes = { alpha: false, antialias: false, depth: false, stencil: false };
    const gl = canvas.getContext('webgl2', { ...attributes, failIfMajorPerformanceCaveat: needsCard });
    invariant(gl !== null && !gl.isContextLost(), 'the canvas has a living WebGL2 context');
    invariant(!needsCard || !isDrawnByProcessor(gl), 'WebGL2 is drawn by a graphics card');
    this.canvas = canvas;
    this.#gl = gl;
    gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
    gl.disable(gl.DITHER);
    gl.enable(gl.SCISSOR_TEST);
    this.#tiles = new TileTextures(gl, limits);
    this.#mask = new MaskBuffer(gl);
    this.#programs = {
      tile: createProgram(gl, rectangleVertex, tileFragment),
      coverage: createProgram(gl, rectangleVertex, coverageFragment),
      mask: createProgram(gl, rectangleVertex, maskFragment),
    };
  }

  get hasMore(): boolean {
    return this.#tiles.hasMore;
  }

  prepare(tile: Tile): boolean {
    return this.#tiles.prepare(tile);
  }

  draw(scene: Scene): void {
    const gl = this.#gl;
    this.#screen = scene.size;
    gl.viewport(0, 0, scene.size.width, scene.size.height);
    this.#scissor({ left: 0, top: 0, ...scene.size });
    gl.clearColor(...scene.surround, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    for (const view of scene.views) this.#drawView(scene, view);
    const strokes = scene.views.flatMap((view) => view.mask?.strokes ?? []);
    this.#mask.keepStrokes(new Set(strokes.map((stroke) => stroke.id)));
    this.#tiles.endFrame();
  }

  clear(): void {
    this.#tiles.clear();
  }

  dispose(): void {
    this.#tiles.clear();
    this.#mask.dispose();
    for (const program of Object.values(this.#programs)) program.dispose();
  }

  #drawView(scene: Scene, view: View): void {
    const gl = this.#gl;
    this.#scissor(view.clip);
    gl.disable(gl.BLEND);
    if (view.round) this.#fill(scene, view);
    this.#start(this.#programs.tile, view);
    for (const quad of view.quads) this.#drawQuad(this.#programs.tile, quad);
    if (view.mask !== null) this.#drawMask(scene, view, view.mask);
  }

  /** The surround inside a round view, which `clear` cannot cut. */
  #fill(scene: Scene, view: View): void {
    const { mask } = this.#programs;
    this.#start(mask, view);
    this.#gl.uniform4f(mask.uniform('tint'), ...scene.surround, 2);
    this.#drawRect(mask, view.clip, view.clip, false);
  }

  /** First the mask of the view into a buffer, then the buffer over the view. */
  #drawMask(scene: Scene, view: View, mask: MaskPass): void {
    const gl = this.#gl;
    const { coverage, mask: over } = this.#programs;
    this.#mask.begin(scene.size);
    gl.disable(gl.BLEND);
    this.#start(coverage, view);
    gl.uniform1f(coverage.uniform('paints'), 1);
    for (const quad of mask.quads) this.#drawQuad(coverage, quad);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const stroke of mask.strokes) {
      gl.uniform1f(coverage.uniform('paints'), stroke.erase ? 0 : 1);
      gl.bindTexture(gl.TEXTURE_2D, this.#mask.stroke(stroke));
      const source = { left: 0, top: 0, width: stroke.width, height: stroke.height };
      this.#drawRect(coverage, source, stroke.target, stroke.crisp);
    }
    this.#mask.end();

    this.#start(over, view);
    const isGrey = mask.style === 'grey';
    gl.uniform4f(over.uniform('tint'), ...scene.tint, isGrey ? -1 : scene.tintOpacity);
    gl.bindTexture(gl.TEXTURE_2D, this.#mask.texture);
    // The buffer stands upside down, as framebuffers do: texel rows count from the bottom.
    const { left, top, width, height } = view.picture;
    const source = { left, top: scene.size.height - top, width, height: -height };
    this.#drawRect(over, source, view.picture, false);
    gl.disable(gl.BLEND);
  }

  #start(program: Program, view: View): void {
    const gl = this.#gl;
    const { left, top, width, height } = view.clip;
    program.use();
    gl.uniform2f(program.uniform('screen'), this.#screen.width, this.#screen.height);
    gl.uniform3f(
      program.uniform('circle'),
      left + width / 2,
      top + height / 2,
      view.round ? Math.min(width, height) / 2 : 0,
    );
  }

  #drawQuad(program: Program, quad: Quad): void {
    const texture = this.#tiles.texture(quad.tile);
    if (texture === null) return;
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, texture);
    this.#drawRect(program, quad.source, quad.target, quad.crisp);
  }

  #drawRect(program: Program, source: Area, target: Area, crisp: boolean): void {
    const gl = this.#gl;
    gl.uniform4f(program.uniform('source'), source.left, source.top, source.width, source.height);
    gl.uniform4f(program.uniform('target'), target.left, target.top, target.width, target.height);
    const [x, y] = crisp ? [target.width / source.width, target.height / source.height] : [0, 0];
    gl.uniform2f(program.uniform('texelSize'), x, y);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #scissor(rect: Rect): void {
    this.#gl.scissor(rect.left, this.#screen.height - rect.top - rect.height, rect.width, rect.height);
  }
}

/** Browsers that draw WebGL by the processor do not always own up to it by the context's attribute. */
function isDrawnByProcessor(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info === null ? '' : String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  return /swiftshader|llvmpipe|softpipe|basic render/i.test(name);
}
