/** Writes the list of what Patina is made of, from the built files: `npm run build && tsx scripts/thirdParty.ts`. */
import { writeFileSync } from 'node:fs';
import { thirdPartyList } from './package/thirdPartyList.ts';

writeFileSync('THIRD_PARTY.md', thirdPartyList());
