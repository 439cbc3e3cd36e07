import type { contract } from '../../shared/contract/index.ts';
import type { Layer } from '../../shared/contract/view.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import { histogramOf } from '../document/histogram.ts';
import type { Leveled } from '../document/leveled.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { layerOf } from '../document/renderTile.ts';
import type { EngineParts } from './parts.ts';

/** Looking at a picture. */
export function viewService({ pictures, jobs }: EngineParts): Handlers<typeof contract>['view'] {
  return {
    look: async ({ document, visible }) => {
      const picture = pictures.get(document);
      picture.look(visible);
      jobs.follow(picture);
      return {};
    },
    histogram: async ({ document, layer }, signal) => {
      const picture = pictures.get(document);
      return histogramOf(layerOf(picture, nameOf(layer)).levels, picture.source.colourSpace, signal);
    },
    pixel: async ({ document, x, y }) => {
      const picture = pictures.get(document);
      const left = Math.min(x, picture.source.width - 1);
      const top = Math.min(y, picture.source.height - 1);
      const after = layerOf(picture, 'after');
      return {
        before: await valueAt(picture, picture.pyramid, left, top),
        after: await valueAt(picture, after.levels, left * after.scale, top * after.scale),
      };
    },
  };
}

function nameOf(layer: Layer): string {
  if (typeof layer === 'string') return layer;
  return 'after' in layer ? `after:${layer.after}` : `before:${layer.before}`;
}

async function valueAt(picture: OpenPicture, levels: Leveled, left: number, top: number) {
  const values = new Float32Array(3);
  await levels.at(0).readRect({ left, top, width: 1, height: 1 }, values);
  picture.source.colourSpace.toSrgb(values);
  const [red, green, blue] = Array.from(values, (value) => Math.round(Math.max(0, Math.min(1, value)) * 25_500) / 100);
  return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0 };
}
