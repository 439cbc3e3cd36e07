import * as z from 'zod';
import { failureSchema } from '../base/failureSchema.ts';

const callId = z.number().int().nonnegative();
const name = z.string().min(1).max(64);

/** Everything that travels on a wire between a client and a server of a contract; JSON can carry all of it. */
export const frameSchema = z.discriminatedUnion('type', [
  /** The first frame each way. Ends that speak another protocol part at once. */
  z.strictObject({ type: z.literal('hello'), protocol: z.number().int() }),
  z.strictObject({ type: z.literal('call'), id: callId, service: name, method: name, input: z.unknown() }),
  /** The caller lost interest; the call ends with a `fail` frame that says `cancelled`. */
  z.strictObject({ type: z.literal('cancel'), id: callId }),
  z.strictObject({ type: z.literal('reply'), id: callId, output: z.unknown() }),
  z.strictObject({ type: z.literal('fail'), id: callId, failure: failureSchema }),
  z.strictObject({ type: z.literal('event'), service: name, event: name, payload: z.unknown() }),
]);
export type Frame = z.infer<typeof frameSchema>;

/** The frame behind a message from a wire, or null where it is none. */
export function parseFrame(message: unknown): Frame | null {
  const parsed = frameSchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}
