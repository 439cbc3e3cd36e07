/** True for what ONNX Runtime throws where an adapter cannot compute in half precision, at load or at the first run. */
export function lacksHalf(thrown: unknown): boolean {
  return thrown instanceof Error && /requires f16 but the device does not support it/i.test(thrown.message);
}
