import { describe, expect, it } from 'vitest';
import { rankDevices, reportProviders } from '../../../../src/engine/inference/providers.ts';

describe('rankDevices', () => {
  it('uses the CPU when anything will do', () => {
    expect(rankDevices('auto', ['cpu', 'webgpu'])).toEqual(['cpu']);
  });

  it('names what there is when the device asked for is not part of the runtime', () => {
    expect(() => rankDevices('cuda', ['cpu', 'webgpu'])).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: "The device 'cuda' cannot be used: not part of this ONNX Runtime. Usable here: cpu.",
      }),
    );
  });

  it('does not trust a device that is present but not proven', () => {
    expect(() => rankDevices('webgpu', ['cpu', 'webgpu'])).toThrowError(/present, but this edition/);
  });

  it('fails in one sentence where nothing can run', () => {
    expect(() => rankDevices('auto', [])).toThrowError(expect.objectContaining({ code: 'inference-failed' }));
  });
});

describe('reportProviders', () => {
  it('tells every device whether it is there and used', () => {
    const told = reportProviders(['cpu', 'webgpu']).map(({ device, bundled, usable }) => [device, bundled, usable]);
    expect(told).toEqual([
      ['tensorrt', false, false],
      ['cuda', false, false],
      ['coreml', false, false],
      ['webgpu', true, false],
      ['directml', false, false],
      ['cpu', true, true],
    ]);
  });
});
