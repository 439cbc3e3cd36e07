/**
 * Messages as bytes: the length of a JSON text, the text, and after it the bytes of every number array that the message
 * holds, in its order. Arrays are neither copied when they are written nor copied twice when they are read. Large ones
 * go beside the wire, through memory that both ends share, where there is such memory.
 */
import type { SharedMemory } from './sharedMemory.ts';

const arrayKinds = { f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;
type ArrayKind = keyof typeof arrayKinds;
type NumberArray = Float32Array | Int32Array | Uint8Array;

const lengthBytes = 4;
/** Far above any real message: past it, the stream is not ours or out of step. */
const maximumTextBytes = 1 << 24;
const maximumArrayLength = 1 << 28;
/** Smaller arrays are faster by the wire, and their memory is not worth keeping. */
const sharedFromBytes = 1 << 16;
/** Pieces of memory that wait for the arrays of later messages. */
const mostSpare = 4;

/**
 * The pieces of one message, to be written one after the other; arrays are views of the caller's memory, but for those
 * that are in `shared` already.
 */
export function encodeFrame(message: unknown, shared: SharedMemory | null = null): readonly Uint8Array[] {
  const arrays: Uint8Array[] = [];
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!isNumberArray(value)) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const place = { $array: kindOf(value), length: value.length };
    const at = bytes.byteLength < sharedFromBytes ? null : (shared?.write(bytes) ?? null);
    if (at !== null) return { ...place, at };
    arrays.push(bytes);
    return place;
  });
  const body = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(lengthBytes);
  head.writeUInt32LE(body.byteLength);
  return [head, body, ...arrays];
}

/** Puts a stream of bytes, cut anywhere, back together; throws where the stream is not one of frames. */
export class FrameReader {
  readonly #onMessage: (message: unknown) => void;
  readonly #shared: SharedMemory | null;
  readonly #spare: ArrayBuffer[] = [];
  readonly #head = new Uint8Array(lengthBytes);
  /** What is being filled, how far, and what happens when it is full. */
  #target: Uint8Array = this.#head;
  #filled = 0;
  #then: () => void = () => this.#readText();

  constructor(onMessage: (message: unknown) => void, shared: SharedMemory | null = null) {
    this.#onMessage = onMessage;
    this.#shared = shared;
  }

  /** Takes the next bytes; `chunk` may be reused afterwards. */
  push(chunk: Uint8Array): void {
    let offset = 0;
    while (offset < chunk.byteLength) {
      const size = Math.min(this.#target.byteLength - this.#filled, chunk.byteLength - offset);
      this.#target.set(chunk.subarray(offset, offset + size), this.#filled);
      this.#filled += size;
      offset += size;
      if (this.#filled === this.#target.byteLength) this.#then();
    }
  }

  /** Memory for an array of just this size in a later message; nobody may look at it any longer. */
  reuse(memory: ArrayBuffer): void {
    if (memory.byteLength < sharedFromBytes) return;
    this.#spare.push(memory);
    if (this.#spare.length > mostSpare) this.#spare.shift();
  }

  #fill(target: Uint8Array, then: () => void): void {
    this.#target = target;
    this.#filled = 0;
    this.#then = then;
  }

  #readText(): void {
    const { buffer, byteOffset } = this.#head;
    const size = new DataView(buffer, byteOffset).getUint32(0, true);
    if (size === 0 || size > maximumTextBytes) throw new Error(`Unexpected frame of ${size} bytes`);
    const text = new Uint8Array(size);
    this.#fill(text, () => this.#readArrays(text));
  }

  #allocate({ $array: kind, length }: ArrayPlace): NumberArray {
    if (!isArrayKind(kind) || typeof length !== 'number' || length < 0 || length > maximumArrayLength) {
      throw new Error('Unexpected array in a frame');
    }
    const bytes = length * arrayKinds[kind].BYTES_PER_ELEMENT;
    const place = this.#spare.findIndex(({ byteLength }) => byteLength === bytes);
    const [memory] = place < 0 ? [] : this.#spare.splice(place, 1);
    return memory === undefined ? new arrayKinds[kind](length) : new arrayKinds[kind](memory);
  }

  #readShared(at: number, { buffer }: NumberArray): void {
    if (this.#shared === null) throw new Error('Unexpected array beside the wire');
    this.#shared.read(at, new Uint8Array(buffer));
  }

  #readArrays(text: Uint8Array): void {
    const arrays: NumberArray[] = [];
    const message: unknown = JSON.parse(Buffer.from(text.buffer).toString('utf8'), (_key, value: unknown) => {
      if (!isPlace(value)) return value;
      const array = this.#allocate(value);
      if (typeof value.at === 'number') this.#readShared(value.at, array);
      else if (array.length > 0) arrays.push(array);
      return array;
    });
    const next = () => {
      const array = arrays.shift();
      if (array !== undefined) {
        this.#fill(new Uint8Array(array.buffer), next);
        return;
      }
      this.#fill(this.#head, () => this.#readText());
      this.#onMessage(message);
    };
    next();
  }
}

/** Where an array stood in the message. */
interface ArrayPlace {
  readonly $array: unknown;
  readonly length: unknown;
  /** Its position in shared memory; without one its bytes follow. */
  readonly at?: unknown;
}

function isPlace(value: unknown): value is ArrayPlace {
  return typeof value === 'object' && value !== null && '$array' in value && 'length' in value;
}

function isArrayKind(kind: unknown): kind is ArrayKind {
  return typeof kind === 'string' && Object.hasOwn(arrayKinds, kind);
}

function isNumberArray(value: unknown): value is NumberArray {
  return value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
}

function kindOf(array: NumberArray): ArrayKind {
  if (array instanceof Float32Array) return 'f32';
  return array instanceof Int32Array ? 'i32' : 'u8';
}
