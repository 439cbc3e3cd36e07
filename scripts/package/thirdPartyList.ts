import { licencesOf } from './licences.ts';
import { packagesFor, readLock } from './lockedPackages.ts';
import { targetNames, targets } from './targets.ts';

/** What is loaded beside the built files: by the command line, by the engine. */
const besideBuilt = ['commander', 'onnxruntime-node', 'sharp', 'ws'];

/** THIRD_PARTY.md: every work of others in the installers and in the npm package, with its licence. */
export function thirdPartyList(): string {
  const lock = readLock();
  const rows = new Map<string, string>();
  const bundled = licencesOf([]);
  for (const { name, licence } of bundled) rows.set(name, `| ${name} | ${licence} | inside the built files |`);
  for (const name of targetNames) {
    for (const each of packagesFor(besideBuilt, targets[name], lock)) {
      rows.set(each.name, `| ${each.name} | ${lock[each.folder]?.license ?? 'unknown'} | beside them |`);
    }
  }
  return `# Third-party licences

Patina is MIT. It is made of these works of others; their licences in full lie in the installers (\`resources/licences.txt\`) and
in the npm package (\`out/licences.txt\`). Electron and Chromium, which the installers hold, bring their own. Written by
\`npx tsx scripts/thirdParty.ts\` from what was built; packaging stops where a licence is not known.

| work | licence | where |
|---|---|---|
${[...rows.keys()]
  .sort((a, b) => a.localeCompare(b))
  .map((name) => rows.get(name))
  .join('\n')}
`;
}
