import type { InputFormat } from '../../shared/model/image.ts';

/** How many bytes of a file `sniff` wants to see. */
export const sniffLength = 64;

/** A format that Patina reads, or a kind of file that it knows by the name of its format only. */
export type Sniffed = { readonly format: InputFormat } | { readonly foreign: string } | null;

const foreignStarts: readonly (readonly [string, string])[] = [
  ['FUJIFILMCCD-RAW', 'Fujifilm RAW'],
  ['IIRO', 'Olympus RAW'],
  ['IIRS', 'Olympus RAW'],
  ['MMOR', 'Olympus RAW'],
  ['IIU\0', 'Panasonic RAW'],
  ['8BPS', 'Photoshop'],
  ['%PDF', 'PDF'],
  ['BM', 'BMP'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000'],
  ['v/1\x01', 'OpenEXR'],
  ['PK\x03\x04', 'ZIP'],
  ['<svg', 'SVG'],
  ['<?xml', 'XML'],
];

const heifBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** Tells a format from the first bytes of a file; the name of the file plays no part. */
export function sniff(start: Uint8Array): Sniffed {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, sniffLength)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return { format: 'gif' };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { format: 'webp' };
  if (text.startsWith('II*\0') && text.slice(8, 10) === 'CR') return { foreign: 'Canon RAW' };
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => text.startsWith(magic))) return { format: 'tiff' };
  if (text.slice(4, 8) === 'ftyp') return sniffBrands(text);
  const known = foreignStarts.find(([magic]) => text.startsWith(magic));
  return known === undefined ? null : { foreign: known[1] };
}

/** ISO base media files name their format in the `ftyp` box: the major brand first, then the compatible ones. */
function sniffBrands(text: string): Sniffed {
  const brands = [text.slice(8, 12), ...(text.slice(16, text.charCodeAt(3)).match(/.{4}/gs) ?? [])];
  if (brands.includes('avif') || brands.includes('avis')) return { format: 'avif' };
  if (brands[0] === 'crx ') return { foreign: 'Canon RAW' };
  if (heifBrands.includes(brands[0] ?? '')) return { foreign: 'HEIC' };
  return { foreign: 'MPEG-4' };
}
