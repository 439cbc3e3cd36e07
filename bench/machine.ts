import { cpus, totalmem } from 'node:os';
import { env, listSupportedBackends } from 'onnxruntime-node';

/** What figures were measured on, for a report. */
export function machine(): Record<string, unknown> {
  return {
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    onnxRuntime: env.versions.node,
    providers: listSupportedBackends().map(({ name }) => name),
  };
}
