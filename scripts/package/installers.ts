/** Has electron-builder make the installers of what was staged. */
import { Arch, build, Platform } from 'electron-builder';
import { configuration, type PackageOptions } from './configuration.ts';
import { type TargetName, targets } from './targets.ts';

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;

/**
 * Makes the installers of a target and resolves with their files. @param unpacked only lays the program out, as it will be
 * once it is installed; needs none of the tools that make installers
 */
export function makeInstallers(name: TargetName, options: PackageOptions, unpacked = false): Promise<string[]> {
  const { platform, arch, formats } = targets[name];
  return build({
    projectDir: options.stage.archive,
    targets: platforms[platform].createTarget(unpacked ? ['dir'] : [...formats], Arch[arch]),
    config: configuration(options),
    publish: 'never',
  });
}
