/**
 * Mixes a step's result into its input, in place: `result` becomes input + a (result - input) with
 * a = strength * coverage of the pixel. Exact at both ends: a = 0 gives the input's bits, a = 1 the result's.
 * `coverage` has one value 0..1 per pixel, or is null where the step works everywhere.
 */
export function blend(
  input: Float32Array,
  result: Float32Array,
  strength: number,
  coverage: Float32Array | null,
): void {
  if (coverage === null) blendAll(input, result, strength);
  else blendCovered(input, result, strength, coverage);
}

function blendAll(input: Float32Array, result: Float32Array, strength: number): void {
  if (strength === 1) return;
  if (strength === 0) return result.set(input);
  for (let i = 0; i < result.length; i += 1) {
    const from = input[i] as number;
    result[i] = from + strength * ((result[i] as number) - from);
  }
}

function blendCovered(input: Float32Array, result: Float32Array, strength: number, coverage: Float32Array): void {
  for (let pixel = 0, i = 0; pixel < coverage.length; pixel += 1, i += 3) {
    const amount = strength * (coverage[pixel] as number);
    if (amount === 1) continue;
    const red = input[i] as number;
    const green = input[i + 1] as number;
    const blue = input[i + 2] as number;
    if (amount === 0) {
      result[i] = red;
      result[i + 1] = green;
      result[i + 2] = blue;
      continue;
    }
    result[i] = red + amount * ((result[i] as number) - red);
    result[i + 1] = green + amount * ((result[i + 1] as number) - green);
    result[i + 2] = blue + amount * ((result[i + 2] as number) - blue);
  }
}
