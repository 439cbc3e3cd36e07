import { delimiter, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appPaths } from '../../../src/host/appPaths.ts';

const shipped = resolve(import.meta.dirname, '../../../resources/models');

describe('appPaths', () => {
  it('looks for models in the package first, then in the folder of the user', () => {
    expect(appPaths({}, 'linux', '/home/ada')).toEqual({
      models: [shipped, '/home/ada/.local/share/patina/models'],
      resources: resolve(shipped, '..'),
      data: '/home/ada/.local/share/patina',
      cache: '/home/ada/.cache/patina',
      devices: '/home/ada/.cache/patina/devices.json',
      scratch: '/home/ada/.cache/patina/scratch',
    });
  });

  it('follows the folders that the desktop names', () => {
    const paths = appPaths({ XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/fast' }, 'linux', '/home/ada');
    expect([paths.models[1], paths.cache]).toEqual(['/data/patina/models', '/fast/patina']);
  });

  it.each([
    ['darwin', {}, join('/home/ada', 'Library', 'Application Support', 'Patina', 'models')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'Patina', 'models')],
    ['win32', {}, join('/home/ada', 'AppData', 'Local', 'Patina', 'models')],
  ] as const)('knows where %s keeps such things', (platform, environment, models) => {
    expect(appPaths(environment, platform, '/home/ada').models[1]).toBe(models);
  });

  it('lets the environment replace the model folders and the scratch folder', () => {
    const environment = { PATINA_MODELS: ['/a', 'b'].join(delimiter), PATINA_SCRATCH: 'scratch' };
    const paths = appPaths(environment, 'linux', '/home/ada');
    expect([paths.models, paths.scratch]).toEqual([['/a', resolve('b')], resolve('scratch')]);
  });
});
