/** The controls of an operation, derived from its schema: a range for a slider, or a few values to choose from. */
import * as z from 'zod';
import { type OperationId, operations } from '../../shared/model/operation.ts';

const parameterNames = ['amount', 'ev', 'radius', 'factor', 'leaveBelow'] as const;
export type ParameterName = (typeof parameterNames)[number];

export type ParameterControl =
  | {
      readonly kind: 'range';
      readonly name: ParameterName;
      readonly low: number;
      readonly high: number;
      readonly step: number;
      readonly usual: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: ParameterName;
      readonly values: readonly number[];
      readonly usual: number;
    };

const propertySchema = z.object({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Missing where the parameter is: it is then as good as 0. */
  default: z.number().default(0),
  anyOf: z.array(z.object({ const: z.number() })).optional(),
});
const objectSchema = z.object({ properties: z.record(z.enum(parameterNames), propertySchema.optional()) });

function controlOf(name: ParameterName, property: z.infer<typeof propertySchema>): ParameterControl {
  const { anyOf, minimum = 0, maximum = 100, default: usual } = property;
  if (anyOf !== undefined) return { kind: 'choice', name, values: anyOf.map((entry) => entry.const), usual };
  return { kind: 'range', name, low: minimum, high: maximum, step: maximum - minimum > 20 ? 1 : 0.05, usual };
}

function readControls(operation: OperationId): readonly ParameterControl[] {
  const { properties } = objectSchema.parse(z.toJSONSchema(operations[operation].parameters, { io: 'input' }));
  return parameterNames.flatMap((name) => {
    const property = properties[name];
    return property === undefined ? [] : [controlOf(name, property)];
  });
}

const known = new Map<OperationId, readonly ParameterControl[]>();

/** The controls of an operation; none for one that has no parameters. */
export function parameterControls(operation: OperationId): readonly ParameterControl[] {
  const controls = known.get(operation) ?? readControls(operation);
  known.set(operation, controls);
  return controls;
}

/** What one number says about a step: its first parameter, or how strongly it is blended in. */
interface MainAmount {
  readonly name: Exclude<ParameterName, 'leaveBelow'> | 'strength';
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

interface Amounts {
  readonly operation: OperationId;
  readonly parameters: Readonly<Record<string, number>>;
  readonly strength: number;
}

/** The number that a chip or a row shows, and that a drag on it changes. */
export function mainAmount({ operation, parameters, strength }: Amounts): MainAmount {
  const [control] = parameterControls(operation);
  if (control === undefined || control.name === 'leaveBelow')
    return { name: 'strength', value: strength, low: 0, high: 1, step: 0.05 };
  const value = parameters[control.name] ?? control.usual;
  if (control.kind === 'range')
    return { name: control.name, value, low: control.low, high: control.high, step: control.step };
  const { values } = control;
  return { name: control.name, value, low: Math.min(...values), high: Math.max(...values), step: 2 };
}

/** The step's settings with another main amount. */
export function withMainAmount(step: Amounts, value: number): Pick<Amounts, 'parameters' | 'strength'> {
  const { name } = mainAmount(step);
  if (name === 'strength') return { parameters: step.parameters, strength: value };
  return { parameters: { ...step.parameters, [name]: value }, strength: step.strength };
}
