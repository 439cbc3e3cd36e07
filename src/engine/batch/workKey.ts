import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/base/canonicalJson.ts';

/** A short name for everything that makes a result what it is: the same for the same work, another for any other. */
export function workKey(work: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(work)).digest('hex').slice(0, 16);
}
