import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { contract } from '../../shared/contract/index.ts';
import type { PictureState } from '../../shared/contract/picture.ts';
import type { MaskEvent } from '../../shared/logic/maskEvent.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { stepOf } from './editService.ts';
import type { EngineParts } from './parts.ts';

/** The mask of a step; every call that changes it is one event of the picture's history. */
export function maskService({ pictures }: EngineParts): Handlers<typeof contract>['mask'] {
  const edit = (picture: OpenPicture, event: MaskEvent, gesture: string | null = null): PictureState => {
    stepOf(picture, event.step);
    picture.edit(event, gesture);
    return picture.state();
  };
  return {
    get: async ({ document, step }) => stepOf(pictures.get(document), step).mask,
    stroke: async ({ document, ...rest }) => edit(pictures.get(document), { kind: 'stroked', ...rest }),
    add: async ({ document, ...rest }) => edit(pictures.get(document), { kind: 'componentAdded', ...rest }),
    change: async ({ document, gesture, ...rest }) => {
      const picture = pictures.get(document);
      const old = stepOf(picture, rest.step).mask?.components[rest.index];
      if (old?.kind !== rest.component.kind) {
        throw new AppError('input-missing', sentence('said.maskPartGone'));
      }
      return edit(picture, { kind: 'componentChanged', ...rest }, gesture);
    },
    move: async ({ document, ...rest }) => edit(pictures.get(document), { kind: 'componentMoved', ...rest }),
    remove: async ({ document, ...rest }) => edit(pictures.get(document), { kind: 'componentRemoved', ...rest }),
    set: async ({ document, gesture, ...rest }) =>
      edit(pictures.get(document), { kind: 'maskChanged', ...rest }, gesture),
    take: async ({ document, ...rest }) => {
      const picture = pictures.get(document);
      if (stepOf(picture, rest.from).mask === null) {
        throw new AppError('usage', sentence('said.maskNone'));
      }
      return edit(picture, { kind: 'maskTaken', ...rest });
    },
    clear: async ({ document, step }) => edit(pictures.get(document), { kind: 'maskCleared', step }),
  };
}
