import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exitCodes.ts';
import { type ErrorCode, errorCodes } from '../../src/shared/base/errors.ts';

test('every error code is explained, with the exit status that it has', async () => {
  const text = await readFile('docs/troubleshooting.md', 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)]);
  const expected = errorCodes.map((code: ErrorCode) => [code, exitCodeOf(code)]);
  expect(rows).toHaveLength(expected.length);
  expect(rows).toEqual(expect.arrayContaining(expected));
});
