/**
 * A process of its own for tests: runs the slow network in its argument for ever, and prints the process id of its child
 * when that one is inside the network.
 */
import { readFileSync } from 'node:fs';
import { describeFile, startTestClient } from './inferenceHarness.ts';

const path = process.argv[2] ?? '';
const file = {
  ...describeFile(path, readFileSync(path)),
  model: 'tiny',
  graph: 'slow',
  onlyCpu: false,
  half: null,
  tiled: null,
};
let isLoaded = false;
const { client } = startTestClient(
  { file: () => file },
  {
    onMessage: ({ type }, child) => {
      // From here on the child's main thread is blocked.
      if (isLoaded && type === 'started') setTimeout(() => process.stdout.write(`${child.processId}\n`), 100);
    },
  },
);
process.on('SIGTERM', () => process.exit(0));
await client.load(file);
isLoaded = true;
await client.run(file, {
  rounds: { shape: [], data: Int32Array.of(2_000_000_000) },
  value: { shape: [1], data: Float32Array.of(1) },
});
