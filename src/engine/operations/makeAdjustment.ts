import { invariant } from '../../shared/base/assert.ts';
import type { OperationId, ParametersOf } from '../../shared/model/operation.ts';
import type { Step } from '../../shared/model/recipe.ts';
import type { Adjustment, AdjustmentContext } from './adjustment.ts';
import { contrast } from './contrast.ts';
import { exposure } from './exposure.ts';
import { highlights } from './highlights.ts';
import { saturation } from './saturation.ts';
import { shadows } from './shadows.ts';
import { sharpen } from './sharpen.ts';
import { temperature } from './temperature.ts';
import { tint } from './tint.ts';
import { vibrance } from './vibrance.ts';
import { whiteBalance } from './whiteBalance.ts';

type RestorationId =
  | 'denoise'
  | 'deblur'
  | 'derain'
  | 'dehaze'
  | 'lowlight'
  | 'dejpeg'
  | 'descratch'
  | 'enhance'
  | 'upscale'
  | 'auto';
type AdjustmentId = Exclude<OperationId, RestorationId>;
type Maker<Id extends AdjustmentId> = (parameters: ParametersOf<Id>, context: AdjustmentContext) => Adjustment | null;

/** Every adjustment of the registry; the compiler complains where one is missing. Null where the amount is nothing. */
const makers: { readonly [Id in AdjustmentId]: Maker<Id> } = {
  exposure: ({ ev }) => (ev === 0 ? null : exposure(ev)),
  contrast: ({ amount }, context) => (amount === 0 ? null : contrast(amount, context)),
  highlights: ({ amount }, context) => (amount === 0 ? null : highlights(amount, context)),
  shadows: ({ amount }, context) => (amount === 0 ? null : shadows(amount, context)),
  temperature: ({ amount }, context) => (amount === 0 ? null : temperature(amount, context)),
  tint: ({ amount }, context) => (amount === 0 ? null : tint(amount, context)),
  whitebalance: (_, context) => whiteBalance(context),
  saturation: ({ amount }, context) => (amount === 0 ? null : saturation(amount, context)),
  vibrance: ({ amount }, context) => (amount === 0 ? null : vibrance(amount, context)),
  sharpen: ({ amount, radius }, context) => (amount === 0 ? null : sharpen(amount, radius, context)),
};

/** The mathematics of an adjustment step; null where its amount asks for nothing. The step must not be a restoration. */
export function makeAdjustment(step: Step, context: AdjustmentContext): Adjustment | null {
  const { operation } = step;
  invariant(Object.hasOwn(makers, operation), `${operation} is an adjustment`);
  // The recipe's schema has checked these parameters against this operation.
  const make = makers[operation as AdjustmentId] as (
    parameters: unknown,
    context: AdjustmentContext,
  ) => Adjustment | null;
  return make(step.parameters, context);
}
