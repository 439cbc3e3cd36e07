/**
 * Fetches ONNX Runtime's CUDA and TensorRT providers, which are too large for its npm package, by its own install script.
 * Usage: npm run fetch-cuda. For Linux on x64 with an NVIDIA card, CUDA 12 and cuDNN 9; elsewhere Patina needs nothing more.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { addedProviders } from '../src/engine/inference/addedProviders.ts';

function fetchCuda(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `There is nothing to fetch for ${process.platform} on ${process.arch}: CUDA is for Linux on x64. Run "patina doctor" to see what is used here.`;
  }
  const root = dirname(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')));
  console.log('Fetching ONNX Runtime’s CUDA provider, some hundred megabytes ...');
  const script = join(root, 'script', 'install.js');
  const { status } = spawnSync(process.execPath, [script, '--onnxruntime-node-install=cuda12'], { stdio: 'inherit' });
  const found = addedProviders(join(root, 'bin', 'napi-v6', 'linux', 'x64'));
  if (status === 0 && found.includes('cuda')) {
    return 'The CUDA provider is there. Run "patina doctor": it is tried, and used where its values are right and it is faster.';
  }
  process.exitCode = 1;
  return 'The CUDA provider could not be fetched. Check the connection to NuGet; without it Patina uses WebGPU or the CPU.';
}

console.log(fetchCuda());
