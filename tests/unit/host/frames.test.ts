import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader } from '../../../src/host/frames.ts';

const bytesOf = (message: unknown) => Buffer.concat(encodeFrame(message));

function read(bytes: Uint8Array, chunkBytes: number): unknown[] {
  const messages: unknown[] = [];
  const reader = new FrameReader((message) => messages.push(message));
  // One buffer for all chunks, as the socket does it.
  const chunk = new Uint8Array(chunkBytes);
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
    const part = bytes.subarray(offset, offset + chunkBytes);
    chunk.set(part);
    reader.push(chunk.subarray(0, part.byteLength));
  }
  return messages;
}

describe('frames', () => {
  it('bring any messages through, wherever the stream is cut', () => {
    const array = fc.oneof(fc.float32Array({ maxLength: 40 }), fc.int32Array({ maxLength: 40 }));
    const message = fc.record({
      type: fc.string(),
      id: fc.nat(),
      inputs: fc.dictionary(
        fc.string().filter((name) => name !== '__proto__'),
        fc.record({ shape: fc.array(fc.nat()), data: array }),
        { noNullPrototype: true },
      ),
    });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 300 }), (sent, size) => {
        expect(read(Buffer.concat(sent.map(bytesOf)), size)).toEqual(sent);
      }),
    );
  });

  it('keep values that JSON does not know', () => {
    const data = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -0);
    expect(read(bytesOf({ data }), 7)).toEqual([{ data }]);
  });

  it.each([
    ['an absurd length', Uint8Array.of(255, 255, 255, 255)],
    ['an empty text', Uint8Array.of(0, 0, 0, 0)],
    ['text that is not JSON', Uint8Array.of(1, 0, 0, 0, 123)],
    ['an array of an unknown kind', bytesOf({ $array: 'f64', length: 3 })],
    ['an array of an absurd size', bytesOf({ $array: 'f32', length: 1e15 })],
  ])('refuse %s', (_what, bytes) => {
    expect(() => read(bytes, 64)).toThrow(/./);
  });
});
