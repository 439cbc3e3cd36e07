/** A process of its own for tests: runs the slow network in its argument for ever and prints the child's process id. */
import { readFileSync } from 'node:fs';
import { describeFile, startTestClient } from './inferenceHarness.ts';

const path = process.argv[2] ?? '';
const file = { ...describeFile(path, readFileSync(path)), model: 'tiny', graph: 'slow' };
const { client } = startTestClient(
  { file: () => file },
  {
    onMessage: ({ type }, child) => {
      if (type === 'started') process.stdout.write(`${child.processId}\n`);
    },
  },
);
process.on('SIGTERM', () => process.exit(0));
await client.run(
  { model: 'tiny', graph: 'slow' },
  {
    rounds: { shape: [], data: Int32Array.of(2_000_000_000) },
    value: { shape: [1], data: Float32Array.of(1) },
  },
);
