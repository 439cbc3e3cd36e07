/**
 * Opens the queue of a folder, adds the photos of another, and goes on until it is done or killed, saying each photo that
 * it takes. Arguments: both folders, and how many photos it takes at most: the next one never ends.
 */
import { writeSync } from 'node:fs';
import { addTo, openCopyingQueue, untilStill } from './queueOf.ts';

const [home = '', photos = '', most = ''] = process.argv.slice(2);
let taken = 0;
const { queue } = await openCopyingQueue(home, {
  plan: async (photo, steps) => {
    writeSync(1, `${photo}\n`);
    taken += 1;
    if (taken > Number(most)) await new Promise(() => setInterval(() => undefined, 1000));
    return { steps };
  },
});
if (queue.state().items.length === 0) await addTo(queue, [photos]);
await untilStill(queue);
await queue.close();
writeSync(1, 'done\n');
