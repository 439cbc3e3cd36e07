/** What the papers report, from their printed tables; SSIM is null where the table gives none. */

/** A system's figures on the whole of a published set. */
export interface Anchor {
  /** With the number of tasks that it was trained for at once. */
  readonly system: string;
  readonly psnr: number;
  readonly ssim: number | null;
}

const row = (system: string, psnr: number, ssim: number | null = null): Anchor => ({ system, psnr, ssim });

/**
 * By set. All of these systems were trained for days on each set's own training half, which Patina never saw. Of
 * Rain100L and SOTS only a part of the pairs is here: figures of a part and of the whole are alike, not the same.
 */
export const anchors: Readonly<Record<string, readonly Anchor[]>> = {
  'CBSD68 sigma 15': [
    row('InstructIR-5D', 34.0),
    row('InstructIR-3D', 34.15, 0.933),
    row('PromptIR-3D', 33.98, 0.933),
    row('PIP-3D', 34.24, 0.936),
  ],
  'CBSD68 sigma 25': [
    row('InstructIR-5D', 31.4, 0.887),
    row('InstructIR-3D', 31.52, 0.89),
    row('PromptIR-3D', 31.31, 0.888),
    row('PIP-3D', 31.6, 0.893),
  ],
  'CBSD68 sigma 50': [
    row('InstructIR-5D', 28.15),
    row('InstructIR-3D', 28.3, 0.804),
    row('PromptIR-3D', 28.06, 0.799),
    row('PIP-3D', 28.35, 0.806),
  ],
  'Rain100L (10 pairs)': [
    row('InstructIR-5D', 36.84, 0.973),
    row('InstructIR-3D', 37.98, 0.978),
    row('PromptIR-3D', 36.37, 0.972),
    row('PIP-3D', 38.29, 0.984),
  ],
  'SOTS outdoor (2 pairs)': [
    row('InstructIR-5D', 27.1, 0.956),
    row('InstructIR-3D', 30.22, 0.959),
    row('PromptIR-3D', 30.58, 0.974),
    row('PIP-3D', 32.09, 0.981),
  ],
};
