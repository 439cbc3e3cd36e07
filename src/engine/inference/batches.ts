import { invariant } from '../../shared/base/assert.ts';
import type { NamedTensors, Tensor } from '../ports.ts';
import type { InferenceTask } from './protocol.ts';
import type { TiledGraph } from './smallerTiles.ts';

type RunTask = Extract<InferenceTask, { kind: 'run' }>;

/** True where a task runs the same network as another and differs from it in the picture alone, not in its size. */
export function mayJoin(one: RunTask, other: InferenceTask): other is RunTask {
  if (other.kind !== 'run' || one.graph.tiled === null || one.graph.path !== other.graph.path) return false;
  const { image } = one.graph.tiled;
  return Object.entries(one.inputs).every(([name, { shape, data }]) => {
    const counterpart = other.inputs[name];
    if (counterpart === undefined || shape.join() !== counterpart.shape.join()) return false;
    return name === image ? shape[0] === 1 : data.every((value, index) => value === counterpart.data[index]);
  });
}

/** The inputs of one run for the pictures of all of them. */
export function joined(all: readonly NamedTensors[], { image }: TiledGraph): NamedTensors {
  const pictures = all.map((inputs) => pictureOf(inputs, image));
  const [first] = pictures;
  invariant(first !== undefined, 'there is a picture to join others to');
  const data = new Float32Array(pictures.length * first.data.length);
  for (const [index, picture] of pictures.entries()) data.set(picture.data, index * first.data.length);
  return { ...all[0], [image]: { shape: [pictures.length, ...first.shape.slice(1)], data } };
}

/** The result of each picture, laid into the memory of the picture itself. */
export function parted(
  outputs: NamedTensors,
  all: readonly NamedTensors[],
  tiled: TiledGraph,
): readonly NamedTensors[] {
  return all.map((inputs, index) => {
    const { shape, data } = pictureOf(inputs, tiled.image);
    data.set(partOf(outputs, tiled, index, data.length));
    return { [tiled.output]: { shape, data } };
  });
}

/** Values of the result of one picture of many, as a view. */
export function partOf(outputs: NamedTensors, { output }: TiledGraph, index: number, length: number): Float32Array {
  return pictureOf(outputs, output).data.subarray(index * length, (index + 1) * length);
}

function pictureOf(tensors: NamedTensors, name: string): Tensor & { readonly data: Float32Array } {
  const tensor = tensors[name];
  invariant(tensor?.data instanceof Float32Array, `the network has a picture '${name}'`);
  return { shape: tensor.shape, data: tensor.data };
}
