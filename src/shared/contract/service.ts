import type * as z from 'zod';

/** One call of a service: what goes in and what comes back, both checked on both ends of every wire. */
export interface Method {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** A service: its calls, and the events it announces. Neither can exist without a schema. */
export interface ServiceDefinition {
  readonly methods: Readonly<Record<string, Method>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
}

/** Keeps the exact type of a definition while checking its shape. */
export function defineService<const Definition extends ServiceDefinition>(definition: Definition): Definition {
  return definition;
}
