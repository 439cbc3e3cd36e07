import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { type StepId, stepIdSchema } from '../../shared/base/ids.ts';
import type { newStepSchema } from '../../shared/contract/edit.ts';
import type { contract } from '../../shared/contract/index.ts';
import type { EditStep } from '../../shared/logic/editStep.ts';
import { stepSchema } from '../../shared/model/recipe.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import type { EngineParts } from './parts.ts';

/** Editing the steps; every call is one event of the picture's history. */
export function editService({ pictures }: EngineParts): Handlers<typeof contract>['edit'] {
  return {
    add: async ({ document, steps, at }) => {
      const picture = pictures.get(document);
      picture.edit({
        kind: 'added',
        steps: steps.map((step) => newStep(picture, step)),
        at: at ?? picture.steps.length,
      });
      return picture.state();
    },
    change: async ({ document, step, changes, gesture }) => {
      const picture = pictures.get(document);
      const before = stepOf(picture, step);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const checked = check({ ...before, ...given, parameters: { ...before.parameters, ...changes.parameters } });
      const asked = { ...given, ...(changes.parameters === undefined ? {} : { parameters: checked.parameters }) };
      picture.edit({ kind: 'changed', step, changes: asked }, gesture);
      return picture.state();
    },
    move: async ({ document, step, to }) => {
      const picture = pictures.get(document);
      stepOf(picture, step);
      picture.edit({ kind: 'moved', step, to });
      return picture.state();
    },
    remove: async ({ document, step }) => {
      const picture = pictures.get(document);
      stepOf(picture, step);
      picture.edit({ kind: 'removed', step });
      return picture.state();
    },
    undo: async ({ document }) => {
      const picture = pictures.get(document);
      picture.undo();
      return picture.state();
    },
    redo: async ({ document }) => {
      const picture = pictures.get(document);
      picture.redo();
      return picture.state();
    },
  };
}

/** Throws `input-missing` where there is no such step. */
export function stepOf(picture: OpenPicture, id: StepId): EditStep {
  return picture.link(id).step;
}

type NewStep = z.output<typeof newStepSchema>;

function newStep(picture: OpenPicture, { maskFrom, ...step }: NewStep): EditStep {
  const mask = maskFrom === null ? null : stepOf(picture, maskFrom).mask;
  return { ...check({ ...step, mask }), id: stepIdSchema.parse(randomUUID()), name: null };
}

/** A step by the schema of its own operation; throws `usage` with the first fault. */
function check({ operation, parameters, strength, region, mask, enabled, words }: Record<string, unknown>) {
  const parsed = stepSchema.safeParse({ operation, parameters, strength, region, mask, enabled, words });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('usage', `The step has a wrong ${issue?.path.join('.') ?? 'setting'}: ${issue?.message ?? ''}.`);
}
