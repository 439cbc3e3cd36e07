/** Names of devices as people write them; they are the same in every language. */
const names: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  directml: 'DirectML',
  dml: 'DirectML',
  coreml: 'Core ML',
};

/** The written name of a device, or the name it came with. */
export function deviceName(device: string): string {
  return names[device.toLowerCase()] ?? device;
}
