/** Has electron-builder make the installers of what was staged. */
import { Arch, build, Platform } from 'electron-builder';
import { configuration, type Maker, type PackageOptions } from './configuration.ts';
import { type TargetName, targets } from './targets.ts';

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;

/** Makes the installers of a target and resolves with their files. `dir` only lays the program out, as it will be installed. */
export function makeInstallers(
  name: TargetName,
  options: PackageOptions,
  formats: readonly string[] = formatsFor(targets[name].formats, options.maker),
): Promise<string[]> {
  const { platform, arch } = targets[name];
  return build({
    projectDir: options.stage.archive,
    targets: platforms[platform].createTarget([...formats], Arch[arch]),
    config: configuration(options),
    publish: 'never',
  });
}

/** A deb names who made it. */
export function formatsFor(formats: readonly string[], maker: Maker | null): string[] {
  return formats.filter((format) => format !== 'deb' || maker !== null);
}
