import type { InputFormat } from '../../shared/model/image.ts';

/** How many bytes of a file `sniff` wants to see. */
export const sniffLength = 64;

/** A format that Patina reads, or a kind of file that it knows by name only, in words for a message. */
export type Sniffed = { readonly format: InputFormat } | { readonly foreign: string } | null;

const foreignStarts: readonly (readonly [string, string])[] = [
  ['FUJIFILMCCD-RAW', 'a Fujifilm camera RAW file'],
  ['IIRO', 'an Olympus camera RAW file'],
  ['IIRS', 'an Olympus camera RAW file'],
  ['MMOR', 'an Olympus camera RAW file'],
  ['IIU\0', 'a Panasonic camera RAW file'],
  ['8BPS', 'a Photoshop document'],
  ['%PDF', 'a PDF document'],
  ['BM', 'a BMP picture'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL picture'],
  ['\xff\x0a', 'a JPEG XL picture'],
  ['\0\0\0\x0cjP  ', 'a JPEG 2000 picture'],
  ['v/1\x01', 'an OpenEXR picture'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['<svg', 'an SVG drawing'],
  ['<?xml', 'an XML document'],
];

const heifBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** Tells a format from the first bytes of a file; the name of the file plays no part. */
export function sniff(start: Uint8Array): Sniffed {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, sniffLength)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return { format: 'gif' };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { format: 'webp' };
  if (text.startsWith('II*\0') && text.slice(8, 10) === 'CR') return { foreign: 'a Canon camera RAW file' };
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => text.startsWith(magic))) return { format: 'tiff' };
  if (text.slice(4, 8) === 'ftyp') return sniffBrands(text);
  const known = foreignStarts.find(([magic]) => text.startsWith(magic));
  return known === undefined ? null : { foreign: known[1] };
}

/** ISO base media files name their format in the `ftyp` box: the major brand first, then the compatible ones. */
function sniffBrands(text: string): Sniffed {
  const brands = [text.slice(8, 12), ...(text.slice(16, text.charCodeAt(3)).match(/.{4}/gs) ?? [])];
  if (brands.includes('avif') || brands.includes('avis')) return { format: 'avif' };
  if (brands[0] === 'crx ') return { foreign: 'a Canon camera RAW file' };
  if (heifBrands.includes(brands[0] ?? '')) return { foreign: 'a HEIC picture' };
  return { foreign: 'a film or another media file' };
}
