import { type DeviceName, deviceNames } from '../ports.ts';

/** What a user may ask for. */
export const deviceRequests = ['auto', ...deviceNames] as const;
export type DeviceRequest = (typeof deviceRequests)[number];

/** Best first, by the names that ONNX Runtime knows them by. */
const runtimeNames: Readonly<Record<DeviceName, string>> = {
  tensorrt: 'tensorrt',
  cuda: 'cuda',
  coreml: 'coreml',
  directml: 'dml',
  webgpu: 'webgpu',
  cpu: 'cpu',
};

/** Every device, best first. */
export const rankedDevices = Object.keys(runtimeNames) as readonly DeviceName[];

/** The name that ONNX Runtime knows a device by. */
export function runtimeNameOf(device: DeviceName): string {
  return runtimeNames[device];
}

/** The devices that an ONNX Runtime can reach, best first, for its own list of `bundled` names. */
export function bundledDevices(bundled: readonly string[]): readonly DeviceName[] {
  return rankedDevices.filter((device) => bundled.includes(runtimeNames[device]));
}
