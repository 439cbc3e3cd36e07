/** Interleaved red, green, blue to the planes that networks read, each value kept inside 0..1. */
export function toPlanesClipped(interleaved: Float32Array, planes: Float32Array): void {
  const count = planes.length / 3;
  spread(interleaved, planes.subarray(0, count), planes.subarray(count, 2 * count), planes.subarray(2 * count));
}

/** All three in one go, so that the interleaved values are fetched from memory once. */
function spread(interleaved: Float32Array, reds: Float32Array, greens: Float32Array, blues: Float32Array): void {
  for (let pixel = 0, from = 0; pixel < reds.length; pixel += 1, from += 3) {
    const red = unit(interleaved[from] as number);
    const green = unit(interleaved[from + 1] as number);
    const blue = unit(interleaved[from + 2] as number);
    reds[pixel] = red;
    greens[pixel] = green;
    blues[pixel] = blue;
  }
}

/**
 * A window of three planes back to interleaved values: `width` x `height` pixels from (`left`, `top`) of planes that
 * are `planeWidth` x `planeHeight`.
 */
export function windowFromPlanes(
  planes: Float32Array,
  planeWidth: number,
  planeHeight: number,
  window: { left: number; top: number; width: number; height: number },
  interleaved: Float32Array,
): void {
  const plane = planeWidth * planeHeight;
  let to = 0;
  for (let y = 0; y < window.height; y += 1) {
    let from = (window.top + y) * planeWidth + window.left;
    for (let x = 0; x < window.width; x += 1, from += 1, to += 3) {
      interleaved[to] = planes[from] as number;
      interleaved[to + 1] = planes[from + plane] as number;
      interleaved[to + 2] = planes[from + 2 * plane] as number;
    }
  }
}

function unit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
