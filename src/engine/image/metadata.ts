/** The metadata blocks of a file, byte for byte as libvips hands them over; null where the file has none. */
export interface Metadata {
  /** EXIF block, starting with `Exif\0\0` or the TIFF header; the orientation inside is already reset to 1. */
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
  readonly iptc: Buffer | null;
  readonly icc: Buffer | null;
  /** Pixels per inch, or null where the file does not say. */
  readonly density: number | null;
}
