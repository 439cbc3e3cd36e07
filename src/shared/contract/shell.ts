import * as z from 'zod';
import { grantIdSchema } from '../base/ids.ts';
import { defineService } from './service.ts';

/** A file or folder the user may open; `grant` stands for its path. */
export const entrySchema = z.strictObject({
  grant: grantIdSchema,
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  bytes: z.number().int().nonnegative(),
  modified: z.number(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What only the host can do: dialogs and folders. Browser hosts list granted folders and take uploads instead. */
export const shellService = defineService({
  methods: {
    /** Native open dialog; null where the user cancelled. Hosts without dialogs answer with an empty list. */
    chooseFiles: { input: z.strictObject({}), output: z.array(entrySchema).nullable() },
    chooseFolder: { input: z.strictObject({}), output: entrySchema.nullable() },
    /** Folders the user granted when starting the host. */
    roots: { input: z.strictObject({}), output: z.array(entrySchema) },
    /** Pictures and folders inside a granted folder, folders first. */
    list: { input: z.strictObject({ folder: grantIdSchema }), output: z.array(entrySchema) },
    recent: { input: z.strictObject({}), output: z.array(entrySchema) },
    reveal: { input: z.strictObject({ grant: grantIdSchema }), output: z.strictObject({}) },
    /** Whether the menus of the file managers offer Patina. */
    fileManager: { input: z.strictObject({}), output: z.strictObject({ offered: z.boolean() }) },
    /** Puts "Restore with Patina" into those menus or takes it away; `kept` names what stays because somebody changed it. */
    offerInFileManager: {
      input: z.strictObject({ offered: z.boolean() }),
      output: z.strictObject({ offered: z.boolean(), kept: z.array(z.string()) }),
    },
    /** An upload in pieces of at most 8 MiB, base64; the last piece answers with the file's grant. */
    upload: {
      input: z.strictObject({
        upload: z.string().max(64),
        name: z.string().min(1).max(255),
        piece: z.string().max(12_000_000),
        last: z.boolean(),
      }),
      output: z.strictObject({ grant: grantIdSchema.nullable() }),
    },
  },
  events: {
    /** Files that came in from outside: a second start, a file association, a drop on the icon. */
    openRequested: z.array(entrySchema),
    /** Photos came into the queue from outside. */
    queued: z.strictObject({}),
    /** A native menu item was chosen; the id is one of the page's own commands. */
    command: z.strictObject({ id: z.string().max(64) }),
  },
});
