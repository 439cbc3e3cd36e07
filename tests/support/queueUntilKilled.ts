/** Opens the queue of a folder, adds the photos of another, and goes on until it is done or killed. */
import { writeSync } from 'node:fs';
import { addTo, openCopyingQueue, untilStill } from './queueOf.ts';

const [home = '', photos = ''] = process.argv.slice(2);
const { queue } = await openCopyingQueue(home);
writeSync(1, 'open\n');
if (queue.state().items.length === 0) await addTo(queue, [photos]);
await untilStill(queue);
await queue.close();
writeSync(1, 'done\n');
