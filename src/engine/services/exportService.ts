import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clamp } from '../../shared/base/geometry.ts';
import type { contract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { estimateBytes, exportName } from '../jobs/exportFile.ts';
import type { EngineParts } from './parts.ts';

/** An estimate is taken from this many pixels of the middle of the screen, each way. */
const trialSide = 768;

/** Writing finished pictures. */
export function exportService({
  pictures,
  jobs,
  host,
  scratchFolder,
}: EngineParts): Handlers<typeof contract>['export'] {
  return {
    start: async ({ document, options, destination }) => {
      const picture = pictures.get(document);
      if (destination === 'beside-source') return jobs.export(picture, options, destination).snapshot();
      if (destination === 'download') {
        const offer = (name: string) => host.offerDownload({ name });
        return jobs.export(picture, options, { offer }).snapshot();
      }
      const { path } = await host.resolve({ grant: destination.folder, kind: 'folder' });
      return jobs.export(picture, options, { folder: path }).snapshot();
    },
    estimate: async ({ document, options }) => {
      const picture = pictures.get(document);
      const source = (picture.links.at(-1)?.output ?? picture.pyramid).at(0);
      const trial = join(scratchFolder, `estimate-${randomUUID()}`, 'part');
      await mkdir(dirname(trial), { recursive: true });
      try {
        const file = { source, picture: picture.source, options, original: picture.path };
        const bytes = await estimateBytes(file, middleOf(picture, source), trial);
        return { bytes, name: await exportName(dirname(picture.path), picture.name, options) };
      } finally {
        await rm(dirname(trial), { recursive: true, force: true });
      }
    },
  };
}

function middleOf(picture: OpenPicture, size: { width: number; height: number }) {
  const scale = size.width / picture.source.width;
  const { left, top, width, height } = picture.visible;
  const [wide, high] = [Math.min(trialSide, size.width), Math.min(trialSide, size.height)];
  return {
    left: Math.round(clamp((left + width / 2) * scale - wide / 2, 0, size.width - wide)),
    top: Math.round(clamp((top + height / 2) * scale - high / 2, 0, size.height - high)),
    width: wide,
    height: high,
  };
}
