/** The pictures of the model cards: which faults, on which photos, and whose photos they are. */
import { sentences } from '../../bench/evaluation/sets.ts';

/** A photo of the own benchmark that may be shown: nobody trained on it, and it is free of all conditions. */
interface Photo {
  /** Its name in the folders of the benchmark. */
  readonly name: string;
  readonly shows: string;
  readonly credit: string;
}

const photos = {
  phone: {
    name: '05',
    shows: 'a woman who takes a picture of a facade with her phone',
    credit: 'woman with a phone: rawpixel.com 5928004, CC0',
  },
  cars: {
    name: '10',
    shows: 'old cars in a museum',
    credit: 'cars: Pseudopanax at English Wikipedia, Wanaka Transport and Toy Museum, public domain',
  },
  cat: {
    name: '11',
    shows: 'the face of a kitten',
    credit: 'kitten: AdinaVoicu, Tabby cat with blue eyes 3336579, CC0',
  },
} as const satisfies Record<string, Photo>;

/** One picture of a card: what was given, what came of it, and the photo as it was, side by side. */
export interface Scene {
  readonly name: string;
  readonly fault: string;
  /** Folder of the benchmark. */
  readonly set: string;
  readonly photo: Photo;
  /** What is said; null for nothing. */
  readonly sentence: string | null;
  /** Upper left corner of what is shown, in pixels of the result. */
  readonly left: number;
  readonly top: number;
  /** How much larger the result is than what is given. */
  readonly factor: 1 | 2;
}

const scene = (
  name: string,
  fault: string,
  set: string,
  photo: Photo,
  sentence: string | null,
  [left, top]: readonly [number, number],
  factor: 1 | 2 = 1,
): Scene => ({ name, fault, set, photo, sentence, left, top, factor });

const { phone, cars, cat } = photos;

/** Each task once, on the photos in turn, and a mixture with no words. */
const scenes: readonly Scene[] = [
  scene('denoise', 'noise of a sensor at ISO 12800', 'noise_camera', cat, sentences.denoise, [60, 110]),
  scene('deblur', 'a lens out of focus', 'blur_defocus', cars, sentences.deblur, [150, 60]),
  scene('derain', 'rain', 'rain', phone, sentences.derain, [130, 90]),
  scene('dehaze', 'haze', 'haze', cars, sentences.dehaze, [100, 30]),
  scene('lowlight', 'too short an exposure', 'lowlight', phone, sentences.lowlight, [130, 90]),
  scene('dejpeg', 'JPEG at quality 10', 'jpeg10', cat, sentences.dejpeg, [60, 110]),
  scene('descratch', 'scratches, dust and stains', 'scratches', cars, sentences.descratch, [150, 60]),
  scene('enhance', 'a faded print', 'faded', phone, sentences.enhance, [130, 90]),
  scene('upscale', 'half the size', 'upscale2', cat, sentences.upscale, [60, 110], 2),
  scene('auto', 'darkness, noise and JPEG at once', 'mix_dark_noise_jpeg', cars, null, [100, 30]),
];

/** Whose photos are shown. */
export const credits: readonly string[] = Object.values(photos).map(({ credit }) => credit);

/** What each card shows: the large network everything, the small one what is most often asked of it. */
export const shownOn: Readonly<Record<string, readonly Scene[]>> = {
  instruct: scenes,
  fast: scenes.filter(({ name }) => ['denoise', 'lowlight', 'dejpeg'].includes(name)),
};
