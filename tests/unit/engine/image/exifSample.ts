import { writeExif } from '../../../../src/engine/image/exifTree.ts';
import { type TiffEntry, writeU16, writeU32 } from '../../../../src/engine/image/tiffEntries.ts';

function text(tag: number, words: string): TiffEntry {
  const data = Buffer.from(`${words}\0`, 'latin1');
  return { tag, type: 2, count: data.length, data };
}

function shortOf(tag: number, value: number, little: boolean): TiffEntry {
  const data = Buffer.alloc(2);
  writeU16(data, value, 0, little);
  return { tag, type: 3, count: 1, data };
}

function rationals(tag: number, values: readonly number[], little: boolean): TiffEntry {
  const data = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => {
    writeU32(data, Math.round(value * 1000), 8 * index, little);
    writeU32(data, 1000, 8 * index + 4, little);
  });
  return { tag, type: 5, count: values.length, data };
}

/** The latitude's seconds in thousandths, findable as bytes. */
export const latitudeSeconds = 46.123;

/** An EXIF block as a camera writes it: make, orientation, exposure, a maker note and a place. */
export function sampleExif({ orientation = 1, little = false } = {}): Buffer {
  const makerNote = Buffer.from('MakerNote\0\x01\x02\x03\xfe\xff', 'latin1');
  return writeExif({
    little,
    main: [
      text(0x010f, 'Patina Works'),
      text(0x0110, 'Model One'),
      shortOf(0x0112, orientation, little),
      rationals(0x011a, [240], little),
      rationals(0x011b, [240], little),
      shortOf(0x0128, 2, little),
    ],
    exif: [
      rationals(0x829a, [0.004], little),
      shortOf(0x8827, 3200, little),
      { tag: 0x927c, type: 7, count: makerNote.length, data: makerNote },
      shortOf(0xa002, 4000, little),
      shortOf(0xa003, 3000, little),
    ],
    gps: [text(0x0001, 'N'), rationals(0x0002, [35, 41, latitudeSeconds], little)],
    interoperability: [text(0x0001, 'R98')],
  });
}

/** An XMP packet with a place, an orientation and a title in three scripts. */
export function sampleXmp(orientation = 1): Buffer {
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="35,41.7687N" tiff:Orientation="${orientation}"><exif:GPSLongitude>139,45.5E</exif:GPSLongitude><dc:title>Bäume 木 やま</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
}

/** Bare IPTC records: a caption. */
export const sampleIptc = Buffer.from([0x1c, 2, 120, 0, 7, ...Buffer.from('Caption', 'latin1')]);
