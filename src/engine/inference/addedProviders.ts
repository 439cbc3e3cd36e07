import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Providers of ONNX Runtime that are too large for its npm package and may be fetched beside it (`npm run fetch-cuda`). */
const addable = ['cuda', 'tensorrt'];

/** Names of the providers whose libraries lie in ONNX Runtime's own `folder`, on Linux; whether they work is another matter. */
export function addedProviders(folder: string): readonly string[] {
  return addable.filter((name) =>
    ['shared', name].every((part) => existsSync(join(folder, `libonnxruntime_providers_${part}.so`))),
  );
}
