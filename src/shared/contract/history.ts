import * as z from 'zod';
import { documentIdSchema } from '../base/ids.ts';
import { operationIdSchema } from '../model/operation.ts';
import { pictureStateSchema } from './picture.ts';
import { defineService } from './service.ts';

const document = z.strictObject({ document: documentIdSchema });
const stateNumber = z.number().int().nonnegative();
const state = document.extend({ state: stateNumber });

/** One state of the edit: what happened, in which step; null for the beginning. */
export const historyLineSchema = z.strictObject({
  parent: stateNumber.nullable(),
  /** Where redo goes from here. */
  next: stateNumber.nullable(),
  /** The user's own name for the state, or null. */
  name: z.string().nullable(),
  kind: z.string().nullable(),
  operations: z.array(operationIdSchema),
  setting: z.enum(['strength', 'parameters', 'enabled', 'region', 'name']).nullable(),
  value: z.number().nullable(),
});

/** The tree of everything that happened: `nodes` are the states from number `from` on, `head` is the one shown. */
export const historyTreeSchema = document.extend({
  from: stateNumber,
  nodes: z.array(historyLineSchema),
  head: stateNumber,
});
export type HistoryTree = z.infer<typeof historyTreeSchema>;

/** The states of a picture's edit. Their pixels come as the tile layer `state:<number>`. */
export const historyService = defineService({
  methods: {
    tree: { input: document, output: historyTreeSchema },
    jump: { input: state, output: pictureStateSchema },
    /** Names a state, so that it is found again; null takes the name away. */
    name: { input: state.extend({ name: z.string().min(1).max(80).nullable() }), output: z.strictObject({}) },
    /** Size of the picture in a state, and how many tiles of it no network has computed yet. */
    measure: {
      input: state,
      output: z.strictObject({
        width: z.number().int().positive(),
        height: z.number().int().positive(),
        missingTiles: z.number().int().nonnegative(),
      }),
    },
  },
  events: {
    /** What somebody lacks who heard the last one; who lacks more asks for the tree. */
    changed: historyTreeSchema,
  },
});
