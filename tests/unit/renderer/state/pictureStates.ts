/** Builders of picture states with everything filled in. */
import { documentIdSchema, stepIdSchema } from '../../../../src/shared/base/ids.ts';
import type { PictureState, StepState } from '../../../../src/shared/contract/picture.ts';

export function pictureState(id: string, changes: Partial<PictureState> = {}): PictureState {
  return {
    info: {
      id: documentIdSchema.parse(id),
      name: `${id}.jpg`,
      width: 640,
      height: 480,
      format: 'jpeg',
      depth: 8,
      colourSpace: 'sRGB',
      alpha: false,
      notes: [],
    },
    width: 640,
    height: 480,
    steps: [],
    canUndo: false,
    canRedo: false,
    notices: [],
    revision: 0,
    ...changes,
  };
}

export function stepState(id: string, changes: Partial<StepState> = {}): StepState {
  return {
    id: stepIdSchema.parse(id),
    operation: 'denoise',
    parameters: {},
    strength: 1,
    region: null,
    enabled: true,
    words: '',
    name: null,
    mask: null,
    status: 'done',
    tilesDone: 4,
    tilesTotal: 4,
    tilesClean: 0,
    seconds: 1,
    device: 'cpu',
    secondsLeft: null,
    changedOutside: null,
    ...changes,
  };
}
