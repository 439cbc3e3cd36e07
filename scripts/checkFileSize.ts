/** Files stay small enough to be one room with one job: most under 150 lines, none above 400. */
import { existsSync, readFileSync } from 'node:fs';
import { sourceFiles } from './sourceFiles.ts';

const hardLimit = 400;
const medianLimit = 150;

const folders = ['src', 'tests', 'scripts', 'bench'].filter((folder) => existsSync(folder));
const lineCount = (file: string): number => readFileSync(file, 'utf8').split('\n').length;
const sizes = folders
  .flatMap(sourceFiles)
  .map((file) => ({ file, lines: lineCount(file) }))
  .sort((a, b) => a.lines - b.lines);

const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
const tooLong = sizes.filter((entry) => entry.lines > hardLimit);
for (const { file, lines } of tooLong)
  console.error(`${file} has ${lines} lines; at most ${hardLimit}. Split it by subject.`);
if (median > medianLimit) console.error(`The median file has ${median} lines; at most ${medianLimit}.`);
if (tooLong.length > 0 || median > medianLimit) process.exit(1);
console.log(`size: ${sizes.length} files, median ${median} lines, longest ${sizes.at(-1)?.lines ?? 0}`);
