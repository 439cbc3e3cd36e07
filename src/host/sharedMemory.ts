import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A folder whose files are memory; other systems have none that Node can reach. */
const memoryFolder = process.platform === 'linux' ? '/dev/shm' : null;
/** Tells a child process the descriptor of the memory that it shares with its parent; empty where there is none. */
export const sharedMemoryVariable = 'PATINA_SHARED_MEMORY';
/** The descriptor of that memory in the child: the one after the wire's. */
export const sharedDescriptor = 4;

/** Bytes of arrays that may be on their way in one direction; only those that are really used take memory. */
const ringBytes = 1 << 25;
const counterBytes = Float64Array.BYTES_PER_ELEMENT;
/**
 * Before the rings, so that these begin in the middle of a page. The memory of large arrays begins a few bytes behind the start
 * of one, and between two places that lie nearly alike in their pages a processor copies three times slower.
 */
const headerBytes = 4096 + 2048;
export const sharedBytes = headerBytes + 2 * ringBytes;

/** Which end of a wire: each writes into one ring and reads the other. */
export type WireEnd = 'parent' | 'child';

/**
 * Arrays on their way between two processes through a file that both have open and that lies in memory: copied in once
 * and out once, for a quarter of what a pipe costs. Each direction is a ring. Positions count the bytes since the start;
 * they travel by the wire, so arrays are read in the order in which they were written. How far the reader has come
 * stands in the file itself.
 */
export class SharedMemory {
  #descriptor: number;
  readonly #end: WireEnd;
  readonly #counter = new Float64Array(1);
  #written = 0;
  /** How far the other end has read, as far as is known here. */
  #taken = 0;

  constructor(descriptor: number, end: WireEnd) {
    this.#descriptor = descriptor;
    this.#end = end;
  }

  /** Copies bytes into this end's ring; returns their position, or null where they do not fit. */
  write(bytes: Uint8Array): number | null {
    if (this.#descriptor < 0) return null;
    if (this.#taken < this.#written) this.#taken = this.#readCounter();
    // Nothing is on its way: begin anew where the memory is still in the processor's cache.
    if (this.#taken === this.#written) this.#taken = this.#written = Math.ceil(this.#written / ringBytes) * ringBytes;
    if (this.#written + bytes.byteLength - this.#taken > ringBytes) return null;
    const at = this.#written;
    try {
      this.#eachPart(bytes, at, this.#end, (part, place) => writeSync(this.#descriptor, part, 0, part.length, place));
    } catch {
      // The system has no memory left to share; the wire takes it.
      return null;
    }
    this.#written += bytes.byteLength;
    return at;
  }

  /** Copies bytes from `at` of the other end's ring; what lies before is free for that end afterwards. */
  read(at: number, into: Uint8Array): void {
    const other = this.#end === 'parent' ? 'child' : 'parent';
    this.#eachPart(into, at, other, (part, place) => readSync(this.#descriptor, part, 0, part.length, place));
    this.#counter[0] = at + into.byteLength;
    writeSync(this.#descriptor, this.#counter, 0, counterBytes, counterOf(other));
  }

  /** Whatever is written afterwards does not fit, and nothing can be read. */
  close(): void {
    closeSync(this.#descriptor);
    this.#descriptor = -1;
  }

  #readCounter(): number {
    readSync(this.#descriptor, this.#counter, 0, counterBytes, counterOf(this.#end));
    return Math.max(this.#taken, this.#counter[0] ?? 0);
  }

  /** Bytes that reach over the end of the ring go on at its beginning. */
  #eachPart(bytes: Uint8Array, at: number, writer: WireEnd, move: (part: Uint8Array, place: number) => number): void {
    const ring = headerBytes + (writer === 'parent' ? 0 : ringBytes);
    for (let done = 0; done < bytes.byteLength; ) {
      const offset = (at + done) % ringBytes;
      const size = Math.min(bytes.byteLength - done, ringBytes - offset);
      const moved = move(bytes.subarray(done, done + size), ring + offset);
      if (moved <= 0) throw new Error('Memory that two processes share ended early');
      done += moved;
    }
  }
}

/** Where it stands how far the ring of `writer` was read. */
function counterOf(writer: WireEnd): number {
  return writer === 'parent' ? 0 : counterBytes;
}

/** A descriptor of memory for a child process and its parent, gone when both have closed it; null where there is none. */
export function openSharedMemory(folder: string | null = memoryFolder): number | null {
  if (folder === null) return null;
  const file = join(folder, `patina-${randomUUID()}`);
  try {
    const descriptor = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
    ftruncateSync(descriptor, sharedBytes);
    return descriptor;
  } catch {
    // Without it arrays go by the wire, which costs time and nothing else.
    return null;
  }
}

/** The memory that this process shares with the one that started it. */
export function inheritedMemory(): SharedMemory | null {
  const said = process.env[sharedMemoryVariable] ?? '';
  return said === '' ? null : new SharedMemory(Number(said), 'child');
}
