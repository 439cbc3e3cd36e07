/** Writes the JSON Schema of the sidecar, derived from the code that reads it: `tsx scripts/sidecarSchema.ts`. */
import { writeFileSync } from 'node:fs';
import { sidecarJsonSchema } from '../src/shared/logic/sidecar.ts';

writeFileSync('docs/sidecar.schema.json', `${JSON.stringify(sidecarJsonSchema(), null, 2)}\n`);
