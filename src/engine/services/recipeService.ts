import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/base/errors.ts';
import type { Size } from '../../shared/base/geometry.ts';
import { stepIdSchema } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { contract } from '../../shared/contract/index.ts';
import type { Step } from '../../shared/model/recipe.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { stepOnly } from '../sidecar/recipeFile.ts';
import type { EngineParts } from './parts.ts';

/** What a step without a mask waits for where its mask had no name. */
const unnamedPlace = 'the mask';

/** Steps as recipes: named presets, and steps copied to other photos. */
export function recipeService({ pictures, presets }: EngineParts): Handlers<typeof contract>['recipe'] {
  const names = async () => ({ names: await presets.names(), usual: await presets.usual() });
  return {
    presets: names,
    save: async ({ document, name }) => {
      const { steps } = pictures.get(document);
      if (steps.length === 0) throw new AppError('usage', sentence('said.presetEmpty'));
      await presets.save(name, steps.map(withoutMask));
      return names();
    },
    remove: async ({ name }) => {
      await presets.remove(name);
      return names();
    },
    setUsual: async ({ name }) => {
      await presets.setUsual(name);
      return names();
    },
    apply: async ({ document, name }) => {
      const picture = pictures.get(document);
      addAll(picture, await presets.read(name));
      return picture.state();
    },
    copy: async ({ document, to }) => {
      const from = pictures.get(document);
      const targets = to.map((each) => pictures.get(each)).filter((picture) => picture !== from);
      for (const picture of targets) {
        const fits = isSameSize(picture.source, from.source);
        addAll(
          picture,
          from.steps.map((step) => (fits ? stepOnly(step) : withoutMask(step))),
        );
      }
      return { pictures: targets.map((picture) => picture.state()) };
    },
  };
}

function addAll(picture: OpenPicture, steps: readonly Step[]): void {
  const made = steps.map((step) => ({ ...step, id: stepIdSchema.parse(randomUUID()), name: null }));
  if (made.length > 0) picture.edit({ kind: 'added', steps: made, at: picture.steps.length });
}

/** A mask belongs to one photo: elsewhere its place is only known by its name. */
function withoutMask(step: Step): Step {
  if (step.mask === null) return stepOnly(step);
  const place = step.mask.name === '' ? unnamedPlace : step.mask.name;
  return stepOnly({ ...step, mask: null, region: { words: place } });
}

function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}
