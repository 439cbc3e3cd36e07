/** What to set right inside an XMP packet; the rest stays byte for byte. */
export interface XmpPatch {
  readonly upright?: boolean;
  readonly stripLocation?: boolean;
}

/** A copy of the packet with the patch applied. Latin-1 keeps every byte of the UTF-8 text as it is. */
export function patchXmp(packet: Buffer, patch: XmpPatch): Buffer {
  let text = packet.toString('latin1');
  if (patch.upright) {
    text = text
      .replace(/(\btiff:Orientation\s*=\s*["'])[2-8](["'])/g, '$11$2')
      .replace(/(<tiff:Orientation>\s*)[2-8](\s*<\/tiff:Orientation>)/g, '$11$2');
  }
  if (patch.stripLocation) {
    text = text
      .replace(/\s+exif:GPS\w+\s*=\s*("[^"]*"|'[^']*')/g, '')
      .replace(/<exif:(GPS\w+)\b[^>]*\/>\s*/g, '')
      .replace(/<exif:(GPS\w+)\b[^>]*>[\s\S]*?<\/exif:\1>\s*/g, '');
  }
  return Buffer.from(text, 'latin1');
}
