import { join } from 'node:path';
import { denoising, largePhoto } from './photos.ts';
import { asPatina, pureInference } from './pureInference.ts';
import { timedCommand } from './timedCommand.ts';

const size = { width: 6000, height: 4000 };
const megapixels = (size.width * size.height) / 1e6;
const rounds = 4;

/**
 * The whole command on 24 megapixels, in turn with ONNX Runtime alone on the same tiles: one at a time by all cores, as
 * it is used where nothing is said, and one for each core, as Patina uses it. Other work on the machine only ever adds
 * time, so the shortest runs tell most.
 */
export async function measureOverhead(folder: string, model: string): Promise<unknown> {
  const pure = await pureInference(model, size);
  const photo = await largePhoto(folder, size);
  const contenders = {
    whole: async () => {
      const command = denoising(photo, join(folder, `overhead-${performance.now()}.jpg`), model);
      return (await timedCommand(command, null)).seconds;
    },
    one: () => pure.seconds(1),
    each: () => pure.seconds(asPatina),
  };
  type Name = keyof typeof contenders;
  const names: readonly Name[] = ['whole', 'one', 'each'];
  const seconds: Record<Name, number[]> = { whole: [], one: [], each: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Each goes first in its turn: a machine that grows slower or faster favours none.
    for (const place of names.keys()) {
      const name = names[(place + round) % names.length] ?? 'whole';
      seconds[name].push(await contenders[name]());
    }
    const [whole, one, each] = names.map((name) => seconds[name].at(-1)?.toFixed(2));
    console.log(`overhead: whole ${whole} s, network alone ${one} s, with a tile per core ${each} s`);
  }
  const shortest = (name: Name) => Math.min(...seconds[name]);
  const sum = (name: Name) => seconds[name].reduce((total, value) => total + value, 0);
  const ratios = (['one', 'each'] as const).map((name) => ({
    against: name,
    sums: sum('whole') / sum(name),
    shortest: shortest('whole') / shortest(name),
  }));
  const secondsPerMegapixel = shortest('whole') / megapixels;
  console.log(
    `overhead of 24 megapixels with ${model}, ${pure.tiles} tiles: ${secondsPerMegapixel.toFixed(2)} s per megapixel (shortest)`,
  );
  for (const { against, sums, shortest: best } of ratios) {
    const what = against === 'one' ? 'the network alone' : 'the network alone with a tile per core';
    console.log(`  against ${what}: sum against sum ${sums.toFixed(3)}, shortest against shortest ${best.toFixed(3)}`);
  }
  return { seconds, ratios, secondsPerMegapixel };
}
