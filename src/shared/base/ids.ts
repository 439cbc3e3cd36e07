import * as z from 'zod';

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** An open picture. */
export const documentIdSchema = id.brand<'DocumentId'>();
export type DocumentId = z.infer<typeof documentIdSchema>;

/** A step of an open picture; it keeps its id when it is changed or moved. */
export const stepIdSchema = id.brand<'StepId'>();
export type StepId = z.infer<typeof stepIdSchema>;

/** A restoration or an export at work. */
export const jobIdSchema = id.brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;

/** A file or folder that the user chose. Only the host knows the path behind it. */
export const grantIdSchema = id.brand<'GrantId'>();
export type GrantId = z.infer<typeof grantIdSchema>;

/** A photo in the queue. */
export const queueItemIdSchema = id.brand<'QueueItemId'>();
export type QueueItemId = z.infer<typeof queueItemIdSchema>;
