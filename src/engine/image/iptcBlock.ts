const photoshopHeader = Buffer.from('Photoshop 3.0\0', 'latin1');
const iptcResource = 0x0404;

/** Photoshop resources (`8BIM…`) from what a file holds: a whole APP13 block, resources, or bare IPTC records. */
export function photoshopResources(block: Buffer): Buffer {
  if (block.subarray(0, photoshopHeader.length).equals(photoshopHeader)) return block.subarray(photoshopHeader.length);
  if (block.toString('latin1', 0, 4) === '8BIM') return block;
  const header = Buffer.alloc(12);
  header.write('8BIM', 'latin1');
  header.writeUInt16BE(iptcResource, 4);
  header.writeUInt32BE(block.length, 8);
  return Buffer.concat([header, block, Buffer.alloc(block.length % 2)]);
}

/** The payload of a JPEG APP13 segment. */
export function app13Block(block: Buffer): Buffer {
  const isWhole = block.subarray(0, photoshopHeader.length).equals(photoshopHeader);
  return isWhole ? block : Buffer.concat([photoshopHeader, photoshopResources(block)]);
}

/** The bare IPTC records inside, empty where there are only other resources. */
export function iptcRecords(block: Buffer): Buffer {
  const resources = photoshopResources(block);
  for (let at = 0; at + 12 <= resources.length; ) {
    if (resources.toString('latin1', at, at + 4) !== '8BIM') break;
    const nameLength = (resources[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + nameLength + (nameLength % 2);
    if (sizeAt + 4 > resources.length) break;
    const size = resources.readUInt32BE(sizeAt);
    const data = sizeAt + 4;
    if (resources.readUInt16BE(at + 4) === iptcResource) return resources.subarray(data, data + size);
    at = data + size + (size % 2);
  }
  return Buffer.alloc(0);
}
