import * as z from 'zod';
import { documentIdSchema } from '../base/ids.ts';
import { pictureStateSchema } from './picture.ts';
import { defineService } from './service.ts';

const document = z.strictObject({ document: documentIdSchema });
const name = z.string().trim().min(1).max(80);
const names = z.strictObject({
  names: z.array(z.string()),
  /** The preset that photos are restored with where nothing else is said; null for none. */
  usual: z.string().nullable(),
});

/** Steps as recipes: named presets, and steps copied to other photos. Every application is one entry of undo. */
export const recipeService = defineService({
  methods: {
    presets: { input: z.strictObject({}), output: names },
    /** Saves the steps as they are shown; a preset of the same name is replaced. */
    save: { input: document.extend({ name }), output: names },
    remove: { input: z.strictObject({ name }), output: names },
    /** Chooses the preset for photos that come from the file manager, or none. */
    setUsual: { input: z.strictObject({ name: name.nullable() }), output: names },
    /** Adds the steps of a preset after the last one. */
    apply: { input: document.extend({ name }), output: pictureStateSchema },
    /**
     * Adds the steps as they are shown to other open photos. A mask goes along where the photo is of the same size;
     * elsewhere its step waits for one to be painted.
     */
    copy: {
      input: document.extend({ to: z.array(documentIdSchema).min(1).max(50) }),
      output: z.strictObject({ pictures: z.array(pictureStateSchema) }),
    },
  },
  events: {},
});
