import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appPaths } from './appPaths.ts';

/** The version of Patina that runs, of the form 1.2.3. */
export function packageVersion(): string {
  const text = readFileSync(join(appPaths().resources, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
