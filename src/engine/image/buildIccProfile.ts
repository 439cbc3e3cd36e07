/** A colour given by XYZ relative to D50, as in the colorant tags of a profile. */
export type Xyz = readonly [number, number, number];

const d50: Xyz = [0.9642, 1, 0.8249];

/** sRGB's primaries relative to D50. */
export const srgbColorants: readonly [Xyz, Xyz, Xyz] = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
];

function fixed(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
}

function xyzTag(xyz: Xyz): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...xyz.map(fixed)]);
}

function textTag(words: string): Buffer {
  const text = Buffer.from(words, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(text.length, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, text]);
}

/** A `para` tag of the type that its number of parameters says: g, then a, b, c, d, e, f. */
export function parametricTag(parameters: readonly number[]): Buffer {
  const head = Buffer.alloc(12);
  head.write('para', 'latin1');
  head.writeUInt16BE([1, 3, 4, 5, 7].indexOf(parameters.length), 8);
  return Buffer.concat([head, ...parameters.map(fixed)]);
}

/** What a profile of curves and a matrix is made of. */
export interface ProfileParts {
  readonly name: string;
  /** A whole `curv` or `para` tag, for all channels. */
  readonly curve: Buffer;
  /** Red, green and blue; none for a grey profile. */
  readonly colorants: readonly [Xyz, Xyz, Xyz] | null;
}

/** An ICC profile of version 4, its curve stored once. */
export function buildIccProfile({ name, curve, colorants }: ProfileParts): Buffer {
  const text = textTag(name);
  const shared: [string, Buffer][] = [
    ['desc', text],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(d50)],
  ];
  const own: [string, Buffer][] =
    colorants === null
      ? [['kTRC', curve]]
      : [
          ['rXYZ', xyzTag(colorants[0])],
          ['gXYZ', xyzTag(colorants[1])],
          ['bXYZ', xyzTag(colorants[2])],
          ['rTRC', curve],
          ['gTRC', curve],
          ['bTRC', curve],
        ];
  const tags = [...shared, ...own];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  const parts: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let end = 128 + table.length;
  tags.forEach(([signature, bytes], index) => {
    const at = places.get(bytes) ?? end;
    if (at === end) {
      const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
      parts.push(padded);
      places.set(bytes, at);
      end += padded.length;
    }
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * index);
    table.writeUInt32BE(bytes.length, 12 + 12 * index);
  });
  return Buffer.concat([profileHeader(end, colorants === null ? 'GRAY' : 'RGB '), table, ...parts]);
}

function profileHeader(size: number, model: string): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(0x04300000, 8);
  header.write(`mntr${model}XYZ `, 12, 'latin1');
  header.writeUInt16BE(2024, 24);
  header.writeUInt16BE(1, 26);
  header.writeUInt16BE(1, 28);
  header.write('acsp', 36, 'latin1');
  Buffer.concat(d50.map(fixed)).copy(header, 68);
  return header;
}
