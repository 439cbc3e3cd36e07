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
  for (let i = 0; i < result.length; i += 1) result[i] = mix(input[i] as number, result[i] as number, strength);
}

function blendCovered(input: Float32Array, result: Float32Array, strength: number, coverage: Float32Array): void {
  for (let pixel = 0, i = 0; pixel < coverage.length; pixel += 1, i += 3) {
    const amount = strength * (coverage[pixel] as number);
    if (amount === 1) continue;
    result[i] = mix(input[i] as number, result[i] as number, amount);
    result[i + 1] = mix(input[i + 1] as number, result[i + 1] as number, amount);
    result[i + 2] = mix(input[i + 2] as number, result[i + 2] as number, amount);
  }
}

function mix(input: number, result: number, amount: number): number {
  return amount === 0 ? input : input + amount * (result - input);
}
