import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * What is burnt into Electron's binary when Patina is packaged, by the names of `@electron/fuses`: nothing that was
 * shipped can be turned into a general Node program or be made to load other code.
 */
export const fuses = {
  /** No `ELECTRON_RUN_AS_NODE`: the engine runs in utility processes, which do not need it. */
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  /** No debugger can be attached by `--inspect`. */
  EnableNodeCliInspectArguments: false,
  EnableCookieEncryption: true,
  /** The archive is checked against the hash in the binary, and nothing beside it is loaded in its place. */
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** Pages come from the scheme `app:`; files get no privileges. */
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Readonly<Partial<Record<keyof typeof FuseV1Options, boolean>>>;

/** The same as `@electron/fuses` wants them, by number. */
export function fuseConfig(): FuseConfig {
  const numbered = Object.entries(fuses).map(([name, isOn]) => [FuseV1Options[name as keyof typeof fuses], isOn]);
  return { version: FuseVersion.V1, ...Object.fromEntries(numbered) } as FuseConfig;
}
