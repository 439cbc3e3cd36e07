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
const { client, children } = startTestClient({ file: () => file });
process.on('SIGTERM', () => process.exit(0));
await client.load(file);
// From here on the child's main thread is blocked.
setTimeout(() => process.stdout.write(`${children[0]?.processId}\n`), 500);
await client.run(file, {
  rounds: { shape: [], data: Int32Array.of(2_000_000_000) },
  value: { shape: [1], data: Float32Array.of(1) },
});
