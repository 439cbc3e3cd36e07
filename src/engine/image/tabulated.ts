/** Table entries per doubling of the argument: the straight line between two is right to about 3e-8 of a smooth power. */
const entriesPerOctave = 1024;
const lowestOctave = -20;
const octaves = 23;
/** Bits of a 32-bit float below its exponent, less those that choose the entry. */
const restBits = 13;
const restSize = 2 ** restBits;
const firstEntry = (lowestOctave + 127) * entriesPerOctave;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * A smooth function of one number made cheap: a table whose entries lie evenly in the exponent and mantissa of 32-bit
 * floats, so that its relative error is the same everywhere, and straight lines between them. A power takes about
 * 100 ns, this a tenth. Arguments outside 2^-20 to 8 are computed as they are. The table is filled at first use.
 */
export function tabulated(smooth: (argument: number) => number): (argument: number) => number {
  let table: Float64Array | null = null;
  return (argument) => {
    float[0] = argument;
    const pattern = bits[0] ?? 0;
    const entry = (pattern >> restBits) - firstEntry;
    if (entry < 0 || entry >= octaves * entriesPerOctave) return smooth(argument);
    table ??= tableOf(smooth);
    const from = table[entry] ?? 0;
    const to = table[entry + 1] ?? 0;
    return from + ((to - from) * (pattern & (restSize - 1))) / restSize;
  };
}

function tableOf(smooth: (argument: number) => number): Float64Array {
  return Float64Array.from({ length: octaves * entriesPerOctave + 1 }, (_, entry) => {
    const octave = Math.floor(entry / entriesPerOctave) + lowestOctave;
    return smooth(2 ** octave * (1 + (entry % entriesPerOctave) / entriesPerOctave));
  });
}
