import { AppError } from '../../shared/base/errors.ts';
import { type DeviceName, deviceNames } from '../ports.ts';

/** What a user may ask for. */
export const deviceRequests = ['auto', ...deviceNames] as const;
export type DeviceRequest = (typeof deviceRequests)[number];

interface Provider {
  readonly device: DeviceName;
  /** The name that ONNX Runtime knows it by. */
  readonly runtimeName: string;
  /** False until this edition can prove the provider's results right before they are used. */
  readonly proven: boolean;
}

/** Best first. ONNX Runtime silently drops what it cannot use, so nothing here is tried that is not proven. */
const ranking: readonly Provider[] = [
  { device: 'tensorrt', runtimeName: 'tensorrt', proven: false },
  { device: 'cuda', runtimeName: 'cuda', proven: false },
  { device: 'coreml', runtimeName: 'coreml', proven: false },
  { device: 'webgpu', runtimeName: 'webgpu', proven: false },
  { device: 'directml', runtimeName: 'dml', proven: false },
  { device: 'cpu', runtimeName: 'cpu', proven: true },
];

/** A provider as `patina doctor` shows it. */
export interface ProviderReport {
  readonly device: DeviceName;
  /** Part of the ONNX Runtime that is installed. */
  readonly bundled: boolean;
  readonly usable: boolean;
  readonly reason: string;
}

/** Every provider, best first, for the runtime's own list of `bundled` names. */
export function reportProviders(bundled: readonly string[]): readonly ProviderReport[] {
  return ranking.map(({ device, runtimeName, proven }) => {
    const isBundled = bundled.includes(runtimeName);
    const reason = !isBundled
      ? 'not part of this ONNX Runtime'
      : proven
        ? 'works on every machine'
        : 'present, but this edition of Patina does not use it yet';
    return { device, bundled: isBundled, usable: isBundled && proven, reason };
  });
}

/** The devices to try for a request, best first, never empty; throws `usage` where the one asked for cannot run. */
export function rankDevices(request: DeviceRequest, bundled: readonly string[]): readonly DeviceName[] {
  const reports = reportProviders(bundled);
  const usable = reports.filter((report) => report.usable).map((report) => report.device);
  if (usable.length === 0) {
    throw new AppError('inference-failed', 'This installation of ONNX Runtime has no device that Patina can use.');
  }
  if (request === 'auto') return usable;
  const asked = reports.find((report) => report.device === request);
  if (asked?.usable === true) return [request];
  const why = asked?.reason ?? 'unknown';
  throw new AppError('usage', `The device '${request}' cannot be used: ${why}. Usable here: ${usable.join(', ')}.`);
}

/** The name that ONNX Runtime knows a device by. */
export function runtimeNameOf(device: DeviceName): string {
  return ranking.find((provider) => provider.device === device)?.runtimeName ?? device;
}
