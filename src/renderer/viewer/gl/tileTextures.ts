/** Tiles on the graphics card, bounded in bytes; uploads are spread over frames so that panning stays smooth. */
import type { DrawerLimits } from '../drawer.ts';
import { type SlotKey, slotKey, type Tile } from '../tile.ts';

interface Held {
  readonly texture: WebGLTexture;
  tile: Tile;
  lastFrame: number;
}

export class TileTextures {
  readonly #gl: WebGL2RenderingContext;
  readonly #limits: DrawerLimits;
  /** Least recently used first. */
  readonly #held = new Map<SlotKey, Held>();
  #bytes = 0;
  #uploaded = 0;
  #frame = 0;
  #hasMore = false;

  constructor(gl: WebGL2RenderingContext, limits: DrawerLimits) {
    this.#gl = gl;
    this.#limits = limits;
  }

  /** Something was put off to the next frame. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Brings a tile onto the card if this frame has room for it; an older tile of its place counts as ready. */
  prepare(tile: Tile): boolean {
    const key = slotKey(tile);
    const held = this.#held.get(key);
    if (held?.tile === tile) return this.#touch(key, held);
    if (this.#uploaded > 0 && this.#uploaded + tile.pixels.byteLength > this.#limits.frameBytes) {
      this.#hasMore = true;
      return held === undefined ? false : this.#touch(key, held);
    }
    this.#uploaded += tile.pixels.byteLength;
    if (held !== undefined && held.tile.width === tile.width && held.tile.height === tile.height) {
      this.#upload(held.texture, tile);
      held.tile = tile;
      return this.#touch(key, held);
    }
    if (held !== undefined) this.#drop(key, held);
    const texture = this.#create(tile);
    this.#upload(texture, tile);
    this.#bytes += tile.pixels.byteLength;
    return this.#touch(key, { texture, tile, lastFrame: this.#frame });
  }

  /** The texture of a tile's place, after `prepare` answered true. */
  texture(tile: Tile): WebGLTexture | null {
    return this.#held.get(slotKey(tile))?.texture ?? null;
  }

  /** Ends a frame: makes room, sparing what was drawn in it, and opens the next frame's upload budget. */
  endFrame(): void {
    for (const [key, held] of this.#held) {
      if (this.#bytes <= this.#limits.totalBytes) break;
      if (held.lastFrame === this.#frame) continue;
      this.#drop(key, held);
    }
    this.#frame += 1;
    this.#uploaded = 0;
    this.#hasMore = false;
  }

  clear(): void {
    for (const [key, held] of this.#held) this.#drop(key, held);
  }

  #touch(key: SlotKey, held: Held): true {
    held.lastFrame = this.#frame;
    this.#held.delete(key);
    this.#held.set(key, held);
    return true;
  }

  #drop(key: SlotKey, held: Held): void {
    this.#gl.deleteTexture(held.texture);
    this.#held.delete(key);
    this.#bytes -= held.tile.pixels.byteLength;
  }

  #create(tile: Tile): WebGLTexture {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, tile.width, tile.height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  #upload(texture: WebGLTexture, tile: Tile): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, tile.width, tile.height, gl.RGBA, gl.UNSIGNED_BYTE, tile.pixels);
  }
}
