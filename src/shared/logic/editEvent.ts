import type { StepId } from '../base/ids.ts';
import type { EditStep } from './editStep.ts';
import type { MaskEvent } from './maskEvent.ts';

/** Settings of a step that may change; what is absent stays. Parameters are merged, not replaced. */
export type StepChanges = Partial<Pick<EditStep, 'parameters' | 'strength' | 'enabled' | 'region' | 'name'>>;

/** One thing that happened to the steps of a picture. */
export type EditEvent =
  | { readonly kind: 'added'; readonly steps: readonly EditStep[]; readonly at: number }
  | { readonly kind: 'changed'; readonly step: StepId; readonly changes: StepChanges }
  | { readonly kind: 'moved'; readonly step: StepId; readonly to: number }
  | { readonly kind: 'removed'; readonly step: StepId }
  | MaskEvent;
