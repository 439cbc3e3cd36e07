import type { Pixels } from './metrics.ts';

/** Uniform numbers in (0, 1) from a 32-bit seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Adds Gaussian noise of a standard deviation in 8-bit levels, clips and rounds to 8 bit, as the papers do. */
export function addGaussianNoise(clean: Pixels, sigma: number, seed: number): Pixels {
  const random = uniform(seed);
  const data = new Uint8Array(clean.data.length);
  for (let i = 0; i < data.length; i += 2) {
    const length = Math.sqrt(-2 * Math.log(random())) * sigma;
    const angle = 2 * Math.PI * random();
    data[i] = Math.min(255, Math.max(0, Math.round((clean.data[i] ?? 0) + length * Math.cos(angle))));
    if (i + 1 < data.length) {
      data[i + 1] = Math.min(255, Math.max(0, Math.round((clean.data[i + 1] ?? 0) + length * Math.sin(angle))));
    }
  }
  return { ...clean, data };
}
