import type { contract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import { stepOf } from './editService.ts';
import type { EngineParts } from './parts.ts';

/** The mask of a step; every call that changes it is one event of the picture's history. */
export function maskService({ pictures }: EngineParts): Handlers<typeof contract>['mask'] {
  return {
    get: async ({ document, step }) => stepOf(pictures.get(document), step).mask,
    stroke: async ({ document, step, stroke }) => {
      const picture = pictures.get(document);
      stepOf(picture, step);
      picture.edit({ kind: 'stroked', step, stroke });
      return picture.state();
    },
    invert: async ({ document, step }) => {
      const picture = pictures.get(document);
      stepOf(picture, step);
      picture.edit({ kind: 'maskInverted', step });
      return picture.state();
    },
    clear: async ({ document, step }) => {
      const picture = pictures.get(document);
      stepOf(picture, step);
      picture.edit({ kind: 'maskCleared', step });
      return picture.state();
    },
  };
}
