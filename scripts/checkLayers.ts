/**
 * Runs the layer rules of .dependency-cruiser.cjs and fails when the tool looked at too few modules:
 * a check that silently sees nothing passes every time.
 */
import { createRequire } from 'node:module';
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { sourceFiles } from './sourceFiles.ts';

const leastShareOfFiles = 0.9;

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: IForbiddenRuleType[];
  options: Record<string, unknown>;
};
const result = await cruise(
  ['src'],
  { ruleSet: { forbidden: rules.forbidden }, validate: true, ...rules.options },
  undefined,
  { tsConfig: extractTypeScriptConfig('tsconfig.json') },
);
if (typeof result.output === 'string') throw new Error(`Expected a cruise result but received text: ${result.output}`);

const { summary, modules } = result.output;
const expected = sourceFiles('src').length;
const seen = modules.filter((module) => module.source.startsWith('src/')).length;

for (const violation of summary.violations) {
  console.error(`${violation.rule.severity}: ${violation.rule.name}: ${violation.from} -> ${violation.to}`);
}
if (seen < expected * leastShareOfFiles) {
  console.error(
    `The layer check saw ${seen} of ${expected} source files: it proves nothing. Is TypeScript readable by it?`,
  );
  process.exit(1);
}
if (summary.error > 0) process.exit(1);
console.log(`layers: ${seen} modules, ${summary.totalDependenciesCruised} imports, no arrow walked back`);
