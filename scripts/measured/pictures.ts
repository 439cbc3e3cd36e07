import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import sharp from 'sharp';
import { psnr, readPixels } from '../../bench/evaluation/metrics.ts';
import { writeEnlarged } from '../../bench/evaluation/prepareInputs.ts';
import { restoreFiles } from '../../bench/evaluation/restoreFiles.ts';
import type { Scene } from './scenes.ts';

/** Where pictures come from and go to. */
export interface Gallery {
  /** The own benchmark. */
  readonly bench: string;
  readonly folder: string;
  readonly work: string;
}

/** Of each of the three parts, in pixels. */
const part = { width: 232, height: 174 };
const gap = 4;
const quality = 72;

/** Writes a picture for every scene; what a card says of each. */
export async function picturesOf(scenes: readonly Scene[], model: string, gallery: Gallery): Promise<string[]> {
  const said: string[] = [];
  for (const scene of scenes) said.push(await makePicture(scene, model, gallery));
  return said;
}

async function makePicture(scene: Scene, model: string, gallery: Gallery): Promise<string> {
  const { name, fault, photo, sentence, factor } = scene;
  const given = await givenOf(scene, gallery);
  const clean = join(gallery.bench, 'target', `${photo.name}.webp`);
  const folder = join(gallery.work, `${model}-${name}`);
  const restored = (await restoreFiles([given], sentence, folder, model)).get(given) ?? given;
  const before = factor === 1 ? given : join(gallery.work, `${name}-bicubic.png`);
  if (factor !== 1) await writeEnlarged(given, factor, before);
  await sideBySide([before, restored, clean], scene, pictureFile(scene, model, gallery));

  const target = await readPixels(clean);
  const decibels = async (of: string): Promise<string> => psnr(await readPixels(of), target).toFixed(1);
  const asked = sentence === null ? 'with no words' : `“${sentence}”`;
  const gained = `${await decibels(before)} dB before, ${await decibels(restored)} dB after`;
  return `**${capital(fault)}**, ${asked}: ${gained}.\n\n${linkTo(scene, model, gallery)}`;
}

/** The degraded picture of a scene. */
export async function givenOf({ set, photo }: Scene, { bench }: Gallery): Promise<string> {
  const name = (await readdir(join(bench, set))).find((each) => parse(each).name === photo.name);
  if (name === undefined) throw new Error(`There is no picture ${photo.name} in ${join(bench, set)}.`);
  return join(bench, set, name);
}

/** A picture as a card shows it, three folders below the root. */
export function linkTo(scene: Scene, model: string, gallery: Gallery): string {
  const path = pictureFile(scene, model, gallery).replaceAll('\\', '/');
  return `![${capital(scene.photo.shows)}: ${scene.fault}; restored; as it was](../../../${path})`;
}

function pictureFile({ name }: Scene, model: string, { folder }: Gallery): string {
  return join(folder, `${model}-${name}.webp`);
}

/** With a capital letter. */
export function capital(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

async function sideBySide(files: readonly string[], { left, top }: Scene, to: string): Promise<void> {
  const parts = await Promise.all(
    files.map((file) =>
      sharp(file)
        .extract({ left, top, ...part })
        .png()
        .toBuffer(),
    ),
  );
  const width = files.length * part.width + (files.length - 1) * gap;
  await sharp({ create: { width, height: part.height, channels: 3, background: 'white' } })
    .composite(parts.map((input, i) => ({ input, left: i * (part.width + gap), top: 0 })))
    .webp({ quality, effort: 6 })
    .toFile(to);
}
