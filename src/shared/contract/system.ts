import * as z from 'zod';
import { sentenceSchema } from '../base/sentenceSchema.ts';
import { languages } from '../model/operation.ts';
import { defineService } from './service.ts';

/** Raised whenever a message changes its meaning; both ends refuse another number. */
export const protocolVersion = 4;

export const settingsSchema = z.strictObject({
  language: z.enum(['system', ...languages]).default('system'),
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  surround: z.enum(['auto', 'black', 'dark', 'mid', 'light', 'white']).default('auto'),
  device: z.string().max(20).default('auto'),
  /** Room on disk for what networks computed. */
  cacheGigabytes: z.number().min(1).max(10_000).default(10),
});
export type Settings = z.infer<typeof settingsSchema>;

export const systemInfoSchema = z.strictObject({
  protocol: z.number().int(),
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  platform: z.string(),
  device: z.string(),
  /** Why this device, and what there is to say of the others. */
  deviceReasons: z.array(sentenceSchema).readonly(),
  models: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      version: z.string(),
      state: z.enum(['ok', 'damaged', 'missing']),
    }),
  ),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

/** How the engine behind the window is doing; `restarting` means that it died and comes back with all edits. */
export const engineStateSchema = z.strictObject({
  state: z.enum(['running', 'restarting', 'failed']),
  /** What happened; null where all is well. */
  reason: sentenceSchema.nullable(),
});
export type EngineState = z.infer<typeof engineStateSchema>;

export const systemService = defineService({
  methods: {
    info: { input: z.strictObject({}), output: systemInfoSchema },
    memory: { input: z.strictObject({}), output: z.strictObject({ bytes: z.number().int().nonnegative() }) },
    /** The state of the engine, answered by the host even while there is none. */
    engine: { input: z.strictObject({}), output: engineStateSchema },
    settings: { input: z.strictObject({}), output: settingsSchema },
    changeSettings: { input: settingsSchema.partial(), output: settingsSchema },
  },
  events: {
    settingsChanged: settingsSchema,
    /** Another device computes, or the same one for another reason. */
    deviceChanged: systemInfoSchema.pick({ device: true, deviceReasons: true }),
    /** After `running` ask for pictures and jobs again: revisions have moved on. */
    engineChanged: engineStateSchema,
  },
});
