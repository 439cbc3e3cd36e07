/**
 * Messages as bytes: the length of a JSON text, the text, and after it the bytes of every number array that the message
 * holds, in its order. Arrays are neither copied when they are written nor copied twice when they are read.
 */

const arrayKinds = { f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;
type ArrayKind = keyof typeof arrayKinds;
type NumberArray = Float32Array | Int32Array | Uint8Array;

const lengthBytes = 4;
/** Far above any real message: past it, the stream is not ours or out of step. */
const maximumTextBytes = 1 << 24;
const maximumArrayLength = 1 << 28;

/** The pieces of one message, to be written one after the other; arrays are views of the caller's memory. */
export function encodeFrame(message: unknown): readonly Uint8Array[] {
  const arrays: Uint8Array[] = [];
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!isNumberArray(value)) return value;
    arrays.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return { $array: kindOf(value), length: value.length };
  });
  const body = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(lengthBytes);
  head.writeUInt32LE(body.byteLength);
  return [head, body, ...arrays];
}

/** Puts a stream of bytes, cut anywhere, back together; throws where the stream is not one of frames. */
export class FrameReader {
  readonly #onMessage: (message: unknown) => void;
  readonly #head = new Uint8Array(lengthBytes);
  /** What is being filled, how far, and what happens when it is full. */
  #target: Uint8Array = this.#head;
  #filled = 0;
  #then: () => void = () => this.#readText();

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage;
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

  #readArrays(text: Uint8Array): void {
    const arrays: NumberArray[] = [];
    const message: unknown = JSON.parse(Buffer.from(text.buffer).toString('utf8'), (_key, value: unknown) => {
      const array = allocate(value);
      if (array === undefined) return value;
      if (array.length > 0) arrays.push(array);
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

/** The array that a place in the JSON text stands for, or undefined where it stands for none. */
function allocate(value: unknown): NumberArray | undefined {
  if (typeof value !== 'object' || value === null || !('$array' in value) || !('length' in value)) return undefined;
  const { $array: kind, length } = value;
  if (!isArrayKind(kind) || typeof length !== 'number' || length < 0 || length > maximumArrayLength) {
    throw new Error('Unexpected array in a frame');
  }
  return new arrayKinds[kind](length);
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
