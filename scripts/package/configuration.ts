/** What electron-builder is told. Everything that it packs was laid out by `stage.ts`. */
import { join, resolve } from 'node:path';
import type { Configuration } from 'electron-builder';
import { fileEndings } from '../../src/shared/model/image.ts';
import { afterPack, removeDefaultApp } from './packHooks.ts';
import type { Stage } from './stage.ts';

/** Files made for the installers alone, beside the stage. */
export interface InstallerParts {
  readonly icons: string;
  /** Include of the NSIS script. */
  readonly windowsMenu: string;
  readonly afterInstall: string;
  readonly afterRemove: string;
}

/** Who makes the packages, which Linux shows to everybody who installs one. */
export interface Maker {
  /** `NAME <ADDRESS>`. */
  readonly maintainer: string;
  /** Address of the program's page. */
  readonly homepage: string;
}

/** Throws one sentence where it is not said how to reach them. */
export function assertReachable({ maintainer, homepage }: Maker): void {
  if (!/^[^<>]*\S <[^<>@\s]+@[^<>@\s]+>$/.test(maintainer)) {
    throw new Error(`'${maintainer}' does not say how to reach who made the package. Expected NAME <NAME@HOST>.`);
  }
  if (!/^https?:\/\//.test(homepage) || !URL.canParse(homepage)) {
    throw new Error(`'${homepage}' is not the address of a page. Expected https://HOST/PATH.`);
  }
}

export interface PackageOptions {
  readonly stage: Stage;
  readonly parts: InstallerParts;
  /** Where the installers go. */
  readonly output: string;
  /** Folder with Electron for the target, where it is not to be fetched. */
  readonly electron: string | null;
  readonly electronVersion: string;
  /** Address of a folder that tells of newer versions; null: the program never asks. */
  readonly updateFeed: string | null;
  /** Null: no package that has to name them is made. */
  readonly maker: Maker | null;
}

const photos = Object.entries(fileEndings).map(([format, endings]) => ({ format, endings: [...endings] }));

export function configuration(options: PackageOptions): Configuration {
  const { stage, parts, output, electron, electronVersion, updateFeed, maker } = options;
  return {
    appId: 'org.patina.editor',
    productName: 'Patina',
    copyright: 'Copyright © 2026 The Patina authors',
    electronVersion,
    ...(electron === null ? {} : { electronDist: resolve(electron) }),
    directories: { output: resolve(output), buildResources: resolve(parts.icons) },
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    files: ['**/*'],
    extraResources: [
      // The name that Electron gives to what belongs to an archive and lies outside it.
      { from: resolve(stage.outside), to: 'app.asar.unpacked' },
      // Left out of the folder above, because electron-builder chooses packages by itself; here they are chosen already.
      { from: resolve(stage.outside, 'node_modules'), to: 'app.asar.unpacked/node_modules', filter: ['**/*'] },
      { from: resolve(stage.licences), to: 'licences.txt' },
    ],
    asar: true,
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: updateFeed === null ? null : { provider: 'generic', url: updateFeed },
    afterExtract: removeDefaultApp,
    afterPack,
    linux: {
      executableName: 'patina',
      icon: resolve(parts.icons),
      category: 'Graphics;Photography;',
      vendor: 'The Patina authors',
      ...(maker === null ? {} : { maintainer: maker.maintainer }),
      synopsis: 'Restore photos by instruction',
      mimeTypes: photos.map(({ format }) => `image/${format}`),
      desktop: { entry: { StartupWMClass: 'Patina' } },
    },
    ...(maker === null ? {} : { extraMetadata: { homepage: maker.homepage } }),
    deb: {
      packageCategory: 'graphics',
      afterInstall: resolve(parts.afterInstall),
      afterRemove: resolve(parts.afterRemove),
    },
    win: { icon: join(resolve(parts.icons), 'icon.ico') },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      packElevateHelper: false,
      allowToChangeInstallationDirectory: true,
      include: resolve(parts.windowsMenu),
      license: resolve(stage.licences),
    },
    mac: {
      icon: join(resolve(parts.icons), 'icon.icns'),
      category: 'public.app-category.photography',
      hardenedRuntime: true,
      // An offer in "Open with", not a claim on every photo.
      fileAssociations: photos.map(({ format, endings }) => ({
        ext: endings,
        name: `${format.toUpperCase()} image`,
        role: 'Editor',
        rank: 'Alternate',
      })),
    },
  };
}
