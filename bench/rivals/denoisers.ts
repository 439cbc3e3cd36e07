import { execFile } from 'node:child_process';
import { join, parse } from 'node:path';
import { promisify } from 'node:util';

const call = promisify(execFile);

/** A program without a network that people denoise with today. */
export interface Denoiser {
  readonly name: string;
  /** Tried on the first pictures; the best is kept, which favours the program. */
  readonly strengths: readonly number[];
  /** Writes a picture of the same name into `folder` for every input. */
  run(inputs: readonly string[], strength: number, folder: string, ending: Ending): Promise<void>;
}

/** Of the files that are written: PNG keeps every value, JPEG is what photographers have. */
export type Ending = 'png' | 'jpg';

/** OpenCV's non-local means, through a Python that has it. */
const openCv = (python: string): Denoiser => ({
  name: 'OpenCV non-local means',
  strengths: [5, 10, 15, 20],
  run: async (inputs, strength, folder, ending) => {
    await call(python, [join('bench', 'rivals', 'opencv.py'), String(strength), folder, ending, ...inputs]);
  },
});

/** G'MIC's patch-based denoising. */
const gmic: Denoiser = {
  name: 'G’MIC denoise',
  strengths: [3, 5, 10, 20],
  run: async (inputs, strength, folder, ending) => {
    for (const input of inputs) {
      const output = join(folder, `${parse(input).name}.${ending}`);
      await call('gmic', ['-v', '0', input, 'denoise', `10,${strength},5,7,1,1`, 'cut', '0,255', 'o', output]);
    }
  },
};

/** Those that this machine has, and a sentence for each that it lacks. */
export async function installedDenoisers(python: string): Promise<{ found: Denoiser[]; missing: string[] }> {
  const found: Denoiser[] = [];
  const missing: string[] = [];
  const look = async (denoiser: Denoiser, command: string, args: string[], how: string): Promise<void> => {
    try {
      await call(command, args);
      found.push(denoiser);
    } catch {
      missing.push(`${denoiser.name} is left out: ${how}`);
    }
  };
  await look(
    openCv(python),
    python,
    ['-c', 'import cv2'],
    `${python} has no OpenCV (pip install opencv-python-headless)`,
  );
  await look(gmic, 'gmic', ['-v', '0', 'version'], 'no gmic is installed (apt-get install gmic)');
  return { found, missing };
}
