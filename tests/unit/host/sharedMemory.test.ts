import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader } from '../../../src/host/frames.ts';
import { openSharedMemory, SharedMemory } from '../../../src/host/sharedMemory.ts';

const opened: SharedMemory[] = [];

/** Both ends of one memory, in one process. */
function bothEnds(): { parent: SharedMemory; child: SharedMemory } {
  const descriptor = openSharedMemory(tmpdir());
  if (descriptor === null) throw new Error('a temporary file can be made');
  const parent = new SharedMemory(descriptor, 'parent');
  opened.push(parent);
  return { parent, child: new SharedMemory(descriptor, 'child') };
}

afterEach(() => {
  for (const memory of opened.splice(0)) memory.close();
});

const numbers = (length: number, first: number) => Float32Array.from({ length }, (_, index) => first + index);
/** Compared as bytes: one number after the other would take minutes. */
const isSame = (one: Float32Array | undefined, other: Float32Array) =>
  one !== undefined && Buffer.from(bytesOf(one)).equals(bytesOf(other));
const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function readBack(memory: SharedMemory, at: number | null, length: number): Float32Array {
  const values = new Float32Array(length);
  memory.read(at ?? Number.NaN, bytesOf(values));
  return values;
}

describe('memory that two processes share', () => {
  it('brings arrays through in both directions at once', () => {
    const { parent, child } = bothEnds();
    const there = parent.write(bytesOf(numbers(1000, 1)));
    const back = child.write(bytesOf(numbers(1000, 5000)));
    expect(readBack(child, there, 1000)).toEqual(numbers(1000, 1));
    expect(readBack(parent, back, 1000)).toEqual(numbers(1000, 5000));
  });

  it('takes no more than it holds until something was read', () => {
    const { parent, child } = bothEnds();
    const third = numbers(3 * 2 ** 20, 1);
    const places = [parent.write(bytesOf(third)), parent.write(bytesOf(third)), parent.write(bytesOf(third))];
    expect(places.map((place) => place !== null)).toEqual([true, true, false]);
    readBack(child, places[0] ?? null, third.length);
    expect(parent.write(bytesOf(third))).not.toBeNull();
  });

  it('brings arrays through that reach over its end', () => {
    const { parent, child } = bothEnds();
    const held = parent.write(bytesOf(numbers(2 ** 20, 7)));
    for (let round = 0; round < 9; round += 1) {
      const length = 2 ** 20 + 12_345;
      const at = parent.write(bytesOf(numbers(length, round)));
      if (round === 0) expect(isSame(readBack(child, held, 2 ** 20), numbers(2 ** 20, 7))).toBe(true);
      const next = parent.write(bytesOf(numbers(10, 0)));
      expect(isSame(readBack(child, at, length), numbers(length, round))).toBe(true);
      expect(isSame(readBack(child, next, 10), numbers(10, 0))).toBe(true);
    }
  });

  it('takes nothing any longer when it is closed', () => {
    const { parent } = bothEnds();
    parent.close();
    opened.pop();
    expect(parent.write(new Uint8Array(8))).toBeNull();
  });

  it('is done without where there is no folder for it', () => {
    expect(openSharedMemory(null)).toBeNull();
    expect(openSharedMemory('/no/such/folder')).toBeNull();
  });
});

describe('frames beside shared memory', () => {
  it('carry small arrays themselves and leave large ones to the memory, which arrive the same', () => {
    const { parent, child } = bothEnds();
    const message = { small: numbers(10, 0), large: numbers(100_000, 1), words: 'a tile' };
    const frame = Buffer.concat(encodeFrame(message, parent));
    expect(frame.byteLength).toBeLessThan(1000);
    const received: unknown[] = [];
    new FrameReader((each) => received.push(each), child).push(frame);
    expect(received).toEqual([message]);
  });

  it('carry everything themselves where the memory is full', () => {
    const { parent, child } = bothEnds();
    const large = numbers(5 * 2 ** 20, 1);
    const message = { large };
    encodeFrame(message, parent);
    const frame = Buffer.concat(encodeFrame(message, parent));
    expect(frame.byteLength).toBeGreaterThan(5 * 2 ** 22);
    const received: { large: Float32Array }[] = [];
    new FrameReader((each) => received.push(each as { large: Float32Array }), child).push(frame);
    expect(isSame(received[0]?.large, large)).toBe(true);
  });

  it('are refused where they speak of memory that is not there', () => {
    const frame = Buffer.concat(encodeFrame({ $array: 'f32', length: 3, at: 0 }));
    expect(() => new FrameReader(() => undefined).push(frame)).toThrow('Unexpected array beside the wire');
  });

  it('lay arrays into memory that was given back, where it has the size', () => {
    const received: { data: Float32Array }[] = [];
    const reader = new FrameReader((each) => received.push(each as { data: Float32Array }));
    const memory = new ArrayBuffer(400_000);
    reader.reuse(memory);
    for (const length of [100_001, 100_000, 100_000])
      reader.push(Buffer.concat(encodeFrame({ data: numbers(length, 3) })));
    expect(received.map(({ data }) => data.buffer === memory)).toEqual([false, true, false]);
    expect(received[1]?.data).toEqual(numbers(100_000, 3));
  });
});
