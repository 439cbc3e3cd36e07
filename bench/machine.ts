import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { env, listSupportedBackends } from 'onnxruntime-node';
import sharp from 'sharp';
import { packageVersion } from '../src/host/packageVersion.ts';

const packs = join('resources', 'models');

/** What figures were measured on and of, for a report. */
export function machine(): Record<string, unknown> {
  return {
    date: new Date().toISOString(),
    patina: packageVersion(),
    models: Object.fromEntries(packNames().map((name) => [name, versionOf(name)])),
    processor: cpus()[0]?.model,
    cores: cpus().length,
    load: loadavg()[0],
    memoryBytes: totalmem(),
    node: process.version,
    libvips: sharp.versions.vips,
    onnxRuntime: env.versions.node,
    providers: listSupportedBackends().map(({ name }) => name),
  };
}

function packNames(): readonly string[] {
  return readdirSync(packs, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function versionOf(pack: string): string {
  return (JSON.parse(readFileSync(join(packs, pack, 'manifest.json'), 'utf8')) as { version: string }).version;
}
