import type { Size } from '../../shared/base/geometry.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import { replaceAvifExif } from './avifMetadata.ts';
import { copyWithEdits, type FileEdit, withFile } from './fileEdits.ts';
import { jpegEdits } from './jpegMetadata.ts';
import type { Metadata } from './metadata.ts';
import { pngEdits } from './pngMetadata.ts';
import { addTiffMetadata } from './tiffMetadata.ts';
import { webpEdits } from './webpMetadata.ts';

/**
 * Puts metadata into an encoded file byte for byte. TIFF and AVIF are changed where they are; JPEG, PNG and WebP are
 * copied to `copy` with the blocks let in.
 * @returns the file that is complete now, `encoded` or `copy`
 */
export async function addMetadata(
  encoded: string,
  copy: string,
  format: OutputFormat,
  metadata: Metadata,
  size: Size,
): Promise<string> {
  const { exif } = metadata;
  if (format === 'tiff') {
    await withFile(encoded, 'r+', (handle) => addTiffMetadata(handle, metadata));
    return encoded;
  }
  if (format === 'avif') {
    if (exif !== null) await withFile(encoded, 'r+', (handle) => replaceAvifExif(handle, exif));
    return encoded;
  }
  const edits = await withFile(encoded, 'r', (handle): Promise<FileEdit[]> | FileEdit[] => {
    if (format === 'jpeg') return jpegEdits(handle, metadata);
    if (format === 'webp') return webpEdits(handle, metadata, size);
    return pngEdits(metadata);
  });
  if (edits.length === 0) return encoded;
  await withFile(copy, 'wx', (to) => copyWithEdits(encoded, to, edits));
  return copy;
}
