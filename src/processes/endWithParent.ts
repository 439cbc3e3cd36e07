import { Worker } from 'node:worker_threads';

const intervalMs = 1000;

/** Plain JavaScript: it runs from built code and from sources alike. */
const watch = `
const { workerData } = require('node:worker_threads');
const isGone = () => {
  if (process.ppid !== workerData.parent) return true;
  try {
    process.kill(workerData.parent, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
};
setInterval(() => {
  if (isGone()) process.kill(process.pid, 'SIGKILL');
}, workerData.intervalMs);
`;

/**
 * Ends this process when its parent is gone, even while a network blocks the main thread, where the end of the wire
 * would not be noticed before the run ends. The thread never touches ONNX Runtime.
 */
export function endWithParent(): void {
  const watcher = new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: { parent: process.ppid, intervalMs },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  watcher.unref();
}
