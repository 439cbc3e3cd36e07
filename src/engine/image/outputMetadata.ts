import type { Size } from '../../shared/base/geometry.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import { patchExif } from './exifPatch.ts';
import { formatName } from './formats.ts';
import { greyProfileAsRgb, identifyIcc } from './iccProfile.ts';
import type { Metadata } from './metadata.ts';
import { patchXmp } from './xmpPatch.ts';

/** Bytes of a block that a JPEG segment can hold beside its name. */
const jpegRoom = { exif: 65527, xmp: 65504, iptc: 65507 } as const;

export interface OutputMetadata {
  readonly metadata: Metadata;
  /** What could not come along, in words. */
  readonly notes: readonly string[];
}

/**
 * The metadata of a picture as it should stand in its output: size set right, the thumbnail of the unrestored picture
 * and, if asked for, the location left out, and what the format has no place for named.
 */
export function outputMetadata(
  source: Metadata,
  format: OutputFormat,
  size: Size,
  channels: 1 | 3,
  stripLocation: boolean,
): OutputMetadata {
  const notes: string[] = [];
  const name = formatName(format);
  const exif = source.exif && patchExif(source.exif, { size, dropThumbnail: true, stripLocation });
  const xmp = source.xmp && patchXmp(source.xmp, { stripLocation });
  const drop = (what: string, why: string) => {
    notes.push(`${what} was left out: ${why}.`);
    return null;
  };
  const fits = (block: Buffer | null, what: string, room: number) =>
    block === null || format !== 'jpeg' || block.length <= room ? block : drop(what, `it is too long for ${name}`);
  const hasIptcPlace = format !== 'webp' && format !== 'avif';
  return {
    metadata: {
      exif: fits(exif, 'EXIF', jpegRoom.exif),
      xmp: fits(xmp, 'XMP', jpegRoom.xmp),
      iptc:
        source.iptc === null || hasIptcPlace
          ? fits(source.iptc, 'IPTC', jpegRoom.iptc)
          : drop('IPTC', `${name} has no place for it`),
      icc: source.icc === null ? null : outputProfile(source.icc, format, channels),
      density: source.density,
    },
    notes,
  };
}

/** WebP and AVIF store grey as three equal channels, and a profile must fit the channels that it stands beside. */
function outputProfile(icc: Buffer, format: OutputFormat, channels: 1 | 3): Buffer {
  const becomesRgb = channels === 1 && (format === 'webp' || format === 'avif');
  if (becomesRgb && identifyIcc(icc)?.model === 'GRAY') return greyProfileAsRgb(icc) ?? icc;
  return icc;
}
