import {
  byteOrder,
  longEntry,
  numberOf,
  pointerTags,
  type ReadAt,
  readDirectory,
  readU32,
  swapped,
  type TiffEntry,
  writeDirectory,
} from './tiffEntries.ts';

/** The directories of an EXIF block or of a TIFF file, without the picture's own structure. */
export interface ExifTree {
  readonly little: boolean;
  /** Tags of the first directory; pointers to the other three left out. */
  readonly main: readonly TiffEntry[];
  readonly exif: readonly TiffEntry[];
  readonly gps: readonly TiffEntry[];
  readonly interoperability: readonly TiffEntry[];
}

const pointers: readonly number[] = Object.values(pointerTags);
const isPointer = (entry: TiffEntry) => pointers.includes(entry.tag);

/** The bytes behind an optional `Exif\0\0`. */
export function exifBody(block: Buffer): Buffer {
  return block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
}

/** Reads directories through `read`, whose offsets count from the TIFF header; null where there is no such header. */
export async function readExifTree(read: ReadAt): Promise<ExifTree | null> {
  const header = await read(0, 8);
  const little = header.length === 8 ? byteOrder(header) : null;
  if (little === null) return null;
  const main = await readDirectory(read, readU32(header, 4, little), little);
  const follow = async (entries: readonly TiffEntry[], tag: number) => {
    const offset = numberOf(
      entries.find((entry) => entry.tag === tag),
      little,
    );
    return offset === null ? [] : readDirectory(read, offset, little);
  };
  const exif = await follow(main, pointerTags.exif);
  const gps = await follow(main, pointerTags.gps);
  const interoperability = await follow(exif, pointerTags.interoperability);
  return {
    little,
    main: main.filter((entry) => !isPointer(entry)),
    exif: exif.filter((entry) => !isPointer(entry)),
    gps,
    interoperability,
  };
}

/** The directories of an EXIF block that lies in memory. */
export function parseExif(block: Buffer): Promise<ExifTree | null> {
  const body = exifBody(block);
  return readExifTree((offset, length) => Promise.resolve(body.subarray(offset, offset + length)));
}

/** The same values in the byte order asked for. Maker notes stay as they are: their insides are the maker's secret. */
export function inByteOrder(tree: ExifTree, little: boolean): ExifTree {
  if (tree.little === little) return tree;
  const turn = (entries: readonly TiffEntry[]) => entries.map((entry) => ({ ...entry, data: swapped(entry) }));
  return {
    little,
    main: turn(tree.main),
    exif: turn(tree.exif),
    gps: turn(tree.gps),
    interoperability: turn(tree.interoperability),
  };
}

/**
 * The sub-directories as bytes to stand at `base`, and the entries that point to them from the first directory.
 */
export function writeSubDirectories(tree: ExifTree, base: number): { bytes: Buffer; links: TiffEntry[] } {
  const { little } = tree;
  const parts: Buffer[] = [];
  const links: TiffEntry[] = [];
  let end = base;
  const add = (entries: readonly TiffEntry[]) => {
    const offset = end;
    const bytes = writeDirectory(entries, offset, little);
    parts.push(bytes);
    end += bytes.length;
    return offset;
  };
  const exif = [...tree.exif];
  if (tree.interoperability.length > 0) {
    exif.push(longEntry(pointerTags.interoperability, add(tree.interoperability), little));
  }
  if (exif.length > 0) links.push(longEntry(pointerTags.exif, add(exif), little));
  if (tree.gps.length > 0) links.push(longEntry(pointerTags.gps, add(tree.gps), little));
  return { bytes: Buffer.concat(parts), links };
}

/** An EXIF block, `Exif\0\0` first. */
export function writeExif(tree: ExifTree): Buffer {
  const { bytes, links } = writeSubDirectories(tree, 8);
  const header = Buffer.from(tree.little ? 'II*\0' : 'MM\0*', 'latin1');
  const start = longEntry(0, 8 + bytes.length, tree.little).data;
  const main = writeDirectory([...tree.main, ...links], 8 + bytes.length, tree.little);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), header, start, bytes, main]);
}
