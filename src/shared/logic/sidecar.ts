import * as z from 'zod';
import { stepIdSchema } from '../base/ids.ts';
import { editEventSchema } from './editEvent.ts';
import type { History } from './history.ts';
import { unpackHistory } from './packHistory.ts';

const state = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One state of the edit; its number is its place in the list, and it stands after its parent. */
const keptStateSchema = z.strictObject({
  parent: state.nullable(),
  /** What happened between the parent and here; null for the beginning alone. */
  event: editEventSchema.nullable(),
  /** Where redo goes from here. */
  next: state.nullable(),
  name: z.string().max(80).nullable(),
});

/** The network that computed the results, by the checksums of its files. */
export const keptModelSchema = z.strictObject({
  id: z.string().max(100),
  version: z.string().max(100),
  files: z.record(z.string(), sha256),
});
export type KeptModel = z.infer<typeof keptModelSchema>;

const historySchema = z
  .strictObject({ nodes: z.array(keptStateSchema).min(1).max(1_000_000), head: state })
  .superRefine(({ nodes, head }, context) => {
    const fault = (message: string): void => context.addIssue({ code: 'custom', message });
    if (nodes[head] === undefined) fault('The head is none of the states.');
    for (const [index, { parent, event, next }] of nodes.entries()) {
      const isBeginning = index === 0;
      if ((parent === null) !== isBeginning || (event === null) !== isBeginning) {
        return fault(`State ${index} must have ${isBeginning ? 'no' : 'a'} parent and event.`);
      }
      if (parent !== null && parent >= index) return fault(`State ${index} stands before its parent.`);
      if (next !== null && nodes[next]?.parent !== index) return fault(`Redo from state ${index} leads elsewhere.`);
    }
  });

/**
 * The whole edit of a photo, as it lies beside it: `photo.jpg.patina`. Steps, masks and every branch of the history; no
 * pixels.
 */
export const sidecarSchema = z.strictObject({
  patina: z.literal('sidecar'),
  version: z.literal(1),
  /** Another one with every save: tells whether somebody else has saved in between. */
  save: z.string().max(64),
  /** The save before this one; '' for the first. */
  previous: z.string().max(64),
  picture: z.strictObject({
    name: z.string().max(1000),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    /** SHA-256 of the decoded pixels, their size, depth and colour profile. */
    pixels: sha256,
  }),
  /** Null where no network was installed. */
  model: keptModelSchema.nullable(),
  /** Two computations of the same recipe may differ so much, in values of 0 to 255: devices round differently. */
  tolerance: z.number().min(0).max(255),
  history: historySchema,
  /** The result that each network step showed last, by its key in the cache. */
  shown: z.record(stepIdSchema, z.string().max(64)),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

/** The JSON Schema that is published for other programs: `docs/sidecar.schema.json`. */
export function sidecarJsonSchema(): object {
  const schema = z.toJSONSchema(sidecarSchema, { io: 'input', reused: 'ref' });
  return { ...schema, title: 'Patina sidecar, version 1' };
}

/** The history that a sidecar holds. */
export function historyOf({ history: { nodes, head } }: Pick<Sidecar, 'history'>): History {
  return unpackHistory({ nodes: nodes.map((node) => ({ ...node, gesture: null })), head });
}

/** A history as a sidecar holds it. */
export function keptHistory({ nodes, head }: History): Sidecar['history'] {
  return { nodes: nodes.map(({ parent, event, next, name }) => ({ parent, event, next, name })), head };
}
