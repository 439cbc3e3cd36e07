/** Collects the licences of everything that is shipped; what has none that is known to be allowed is not shipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundledPackages.ts';
import type { LockedPackage } from './lockedPackages.ts';

/** SPDX names under which code may be part of Patina, or (LGPL) a library that it loads. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'Unlicense',
]);

const texts = join(import.meta.dirname, 'licenceTexts');

/** Texts of packages that come without one, or that name licences whose words they do not hold. */
const textsBeside: Readonly<Record<string, readonly string[]>> = {
  'onnxruntime-node': ['onnxruntime.txt', 'onnxruntime-third-party.txt', 'DirectML.txt', 'DirectXShaderCompiler.txt'],
  'onnxruntime-common': ['onnxruntime.txt'],
  'react-remove-scroll-bar': ['korzunov.txt'],
  'LGPL-3.0-or-later': ['LGPL-3.0-or-later.txt', 'GPL-3.0.txt'],
};

/** What has to be said beside the text. */
const notes: Readonly<Record<string, string>> = {
  'onnxruntime-node':
    'Below are its own licence, those of the works inside it and, for Windows, the terms of DirectML.dll and dxcompiler.dll of Microsoft. Its dxil.dll comes, as it is, under the terms in LICENSE-MS.txt of its release (https://github.com/microsoft/DirectXShaderCompiler/releases).',
  'LGPL-3.0-or-later':
    'A library of its own that Patina loads and that can be replaced; its sources are at https://github.com/lovell/sharp-libvips.',
};

/** One thing that is shipped. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * Licences of all packages inside the built files, of `beside` (packages laid beside them) and of the models, by name.
 * Throws one sentence where a licence is not known or its text is missing.
 */
export function licencesOf(beside: readonly LockedPackage[], project = '.'): Licence[] {
  const bundled = bundledPackages(join(project, 'out')).map((name) => `node_modules/${name}`);
  const folders = [...new Set([...bundled, ...beside.map(({ folder }) => folder)])];
  const packages = folders.map((folder) => packageLicence(join(project, folder)));
  return [
    ...packages.sort((a, b) => a.name.localeCompare(b.name)),
    ...modelLicences(join(project, 'resources/models')),
  ];
}

/** All licences as one text. */
export function licencesText(licences: readonly Licence[]): string {
  const parts = licences.map(
    ({ name, version, licence, text }) => `${name} ${version}\n${licence}\n\n${text.trim()}\n`,
  );
  return ['Patina is made of the following works of others, each under its own licence.\n', ...parts].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

/** True where every part of an SPDX expression, or one of its alternatives, is allowed. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain.split(' OR ').some((way) => way.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

function packageLicence(folder: string): Licence {
  const {
    name = '',
    version = '',
    license: licence,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name?: string;
    version?: string;
    license?: unknown;
  };
  if (typeof licence !== 'string' || !isAllowed(licence)) {
    throw new Error(`${name} has the licence ${JSON.stringify(licence)}, which is not known to allow shipping it.`);
  }
  const own = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const parts = licence.split(/ AND | OR /);
  const beside = [name, ...parts].flatMap((key) => textsBeside[key] ?? []).map((file) => join(texts, file));
  // The binaries of libvips name the libraries inside them in their README.
  const readme = parts.includes('LGPL-3.0-or-later')
    ? ['README.md'].filter((file) => existsSync(join(folder, file)))
    : [];
  const files = [...[...own, ...readme].map((file) => join(folder, file)), ...beside];
  if (files.length === 0) throw new Error(`${name} comes without the text of its licence (${licence}).`);
  const said = [name, ...parts].flatMap((key) => notes[key] ?? []);
  return { name, version, licence, text: [...said, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n\n') };
}

function modelLicences(folder: string): Licence[] {
  const packs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.json')));
  return packs.map((pack) => {
    const { title, version, licence, trainingData } = JSON.parse(
      readFileSync(join(folder, pack, 'manifest.json'), 'utf8'),
    ) as Record<'title' | 'version' | 'licence' | 'trainingData', string>;
    if (!licence.startsWith('MIT'))
      throw new Error(`The model ${pack} has the licence "${licence}", which is not known.`);
    return { name: title, version, licence, text: `Trained on: ${trainingData}` };
  });
}
