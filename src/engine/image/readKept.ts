import { AppError } from '../../shared/base/errors.ts';
import type { Kept } from '../../shared/model/image.ts';
import { exifBody, parseExif } from './exifTree.ts';
import { readHeader } from './header.ts';
import { iptcRecords } from './iptcBlock.ts';
import type { Metadata } from './metadata.ts';
import type { Picture } from './picture.ts';
import { swapped, type TiffEntry } from './tiffEntries.ts';
import { describingTags } from './tiffMetadata.ts';

/** What of the source stands in a written file, by reading it; not what was meant to. */
export async function readKept(file: string, source: Picture, intended: Metadata): Promise<Kept> {
  const written = await readHeader(file).catch((cause: unknown) => {
    throw new AppError('internal', 'The written picture could not be read again.', { cause });
  });
  const { metadata } = written;
  return {
    // TIFF spreads EXIF over the file's own directories, so there it is compared value by value.
    exif:
      written.format === 'tiff'
        ? await isSameTree(intended.exif, metadata.exif)
        : isSame(intended.exif && exifBody(intended.exif), metadata.exif && exifBody(metadata.exif)),
    xmp: isSame(intended.xmp, metadata.xmp),
    iptc: isSame(intended.iptc && iptcRecords(intended.iptc), metadata.iptc && iptcRecords(metadata.iptc)),
    icc: isSame(intended.icc, metadata.icc) ? source.colourSpace.name : null,
    alpha: source.alpha !== null && written.hasAlpha,
    depth: written.sampleType === 'ushort' ? 16 : 8,
  };
}

function isSame(intended: Buffer | null, found: Buffer | null): boolean {
  return intended !== null && found !== null && intended.equals(found);
}

async function isSameTree(intended: Buffer | null, found: Buffer | null): Promise<boolean> {
  const wanted = intended && (await parseExif(intended));
  if (wanted === null) return false;
  const had = found && (await parseExif(found));
  const missing = (entries: readonly TiffEntry[], among: readonly TiffEntry[] | undefined, little: boolean) =>
    entries.filter(
      (entry) => !among?.some(({ tag, data }) => tag === entry.tag && data.equals(inOrder(entry, little))),
    );
  const inOrder = (entry: TiffEntry, little: boolean) => (little === wanted.little ? entry.data : swapped(entry));
  const little = had?.little ?? wanted.little;
  return [
    missing(
      wanted.main.filter((entry) => describingTags.has(entry.tag)),
      had?.main,
      little,
    ),
    missing(wanted.exif, had?.exif, little),
    missing(wanted.gps, had?.gps, little),
    missing(wanted.interoperability, had?.interoperability, little),
  ].every((entries) => entries.length === 0);
}
