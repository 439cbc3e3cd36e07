/** The computers that installers are made for. */
export interface Target {
  /** As `process.platform`, `process.arch` and the lock file name them. */
  readonly platform: 'linux' | 'win32' | 'darwin';
  readonly arch: 'x64' | 'arm64';
  readonly libc: 'glibc' | null;
  /** Kinds of installer, by electron-builder's names. */
  readonly formats: readonly string[];
}

export const targets = {
  'linux-x64': { platform: 'linux', arch: 'x64', libc: 'glibc', formats: ['AppImage', 'deb'] },
  'win32-x64': { platform: 'win32', arch: 'x64', libc: null, formats: ['nsis'] },
  'darwin-arm64': { platform: 'darwin', arch: 'arm64', libc: null, formats: ['dmg', 'zip'] },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as TargetName[];

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}
