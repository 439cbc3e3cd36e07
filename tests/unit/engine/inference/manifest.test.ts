import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../../src/engine/inference/manifest.ts';
import { restorationTasks } from '../../../../src/shared/model/operation.ts';

const file = (path: string) => ({ path, sha256: 'ab'.repeat(32), bytes: 10 });
const shared = {
  schema: 1,
  version: '1.0.0',
  title: 'Title',
  embeddingSize: 256,
  licence: 'MIT',
  trainingData: 'own pictures',
  measured: { psnr: 28.5 },
  weaknesses: ['real motion blur'],
};
const restoration = {
  ...shared,
  kind: 'restoration',
  id: 'instruct',
  files: { guide: file('guide.onnx'), tile: file('tile.onnx'), golden: file('golden.bin') },
  tasks: [...restorationTasks],
  stateSize: 64,
  thumbnailSize: 96,
  alignment: 8,
  halo: 24,
  tileSize: 512,
  valueRange: [0, 1],
  training: { command: 'python -m restore.train', crops: 1000, hours: 1.5, hardware: 'two cores' },
};
const text = {
  ...shared,
  kind: 'text',
  id: 'text',
  files: { encoder: file('encoder.onnx'), vectors: file('vectors/golden.json') },
  operations: ['denoise', 'nothing'],
  maximumTokens: 48,
  buckets: 16384,
  hashesPerToken: 12,
  training: { command: 'python -m restore.text', hardware: 'two cores', hours: 0.5 },
};

const parse = (manifest: unknown) => parseManifest(JSON.stringify(manifest), '/models/instruct/manifest.json');
const faultOf = (manifest: unknown) => {
  try {
    parse(manifest);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'no fault';
};

describe('parseManifest', () => {
  it('reads a restoration pack and a text pack as they are written', () => {
    expect([parse(restoration), parse(text)]).toEqual([restoration, text]);
  });

  it('refuses text that is not JSON with code model-broken', () => {
    expect(() => parseManifest('{', '/models/x/manifest.json')).toThrowError(
      expect.objectContaining({ code: 'model-broken', message: expect.stringContaining('/models/x/manifest.json') }),
    );
  });

  it.each([
    ['tasks', { ...restoration, tasks: restorationTasks.toReversed() }],
    ['files.tile.sha256', { ...restoration, files: { ...restoration.files, tile: { ...file('t'), sha256: 'x' } } }],
    ['files.golden', { ...restoration, files: { guide: file('a'), tile: file('b') } }],
    ['embeddingSize', { ...text, embeddingSize: 128 }],
    ['valueRange.1', { ...restoration, valueRange: [0, 255] }],
    ['kind', { ...text, kind: 'speech' }],
    ['schema', { ...text, schema: 2 }],
    ['the whole', { ...text, extra: 1 }],
    ['measured.psnr', { ...text, measured: { psnr: 'good' } }],
  ])('names the place of a fault: %s', (place, manifest) => {
    expect(faultOf(manifest)).toContain(`/models/instruct/manifest.json is faulty at ${place}:`);
  });

  it.each(['../tile.onnx', '/etc/passwd', 'a/../../b', 'C:\\tile.onnx', 'C:/tile.onnx', 'a\\b', './a', 'a//b', ''])(
    'refuses the path %j, which does not stay inside the pack',
    (path) => {
      const files = { ...text.files, encoder: file(path) };
      expect(faultOf({ ...text, files })).toContain('files.encoder.path');
    },
  );
});
