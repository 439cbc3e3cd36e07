import { describe, expect, it } from 'vitest';
import { bundledDevices, runtimeNameOf } from '../../../../src/engine/inference/providers.ts';

describe('bundledDevices', () => {
  it('ranks what the runtime has and knows nothing else', () => {
    expect(bundledDevices(['cpu', 'webgpu', 'dml', 'abacus'])).toEqual(['directml', 'webgpu', 'cpu']);
    expect(bundledDevices([])).toEqual([]);
  });

  it('speaks of DirectML as the runtime does', () => {
    expect([runtimeNameOf('directml'), runtimeNameOf('cpu')]).toEqual(['dml', 'cpu']);
  });
});
