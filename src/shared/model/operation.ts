import * as z from 'zod';

/** Restorations that a network carries out, in the order of the network's `strengths` input. */
export const restorationTasks = [
  'denoise',
  'deblur',
  'derain',
  'dehaze',
  'lowlight',
  'dejpeg',
  'descratch',
  'enhance',
  'upscale',
] as const;
export type RestorationTask = (typeof restorationTasks)[number];

export const languages = ['en', 'zh', 'ja'] as const;
export type Language = (typeof languages)[number];

/** Percentages of the adjustments that work both ways: -100 is as far as it goes one way, +100 the other. */
const amount = (fallback: number) => z.number().min(-100).max(100).default(fallback);

interface OperationDefinition<Parameters extends z.ZodType> {
  /** `restoration` runs a network; `adjustment` is exact mathematics. */
  readonly kind: 'restoration' | 'adjustment';
  /** Strict schema with ranges and the defaults of a plain request without an amount. */
  readonly parameters: Parameters;
  readonly label: Readonly<Record<Language, string>>;
  /** What the network is told where a step has no words of its own. */
  readonly sentence: string;
}

function define<Parameters extends z.ZodType>(
  kind: 'restoration' | 'adjustment',
  parameters: Parameters,
  label: Readonly<Record<Language, string>>,
  sentence: string,
): OperationDefinition<Parameters> {
  return { kind, parameters, label, sentence };
}

const none = z.strictObject({});
/**
 * For faults that may be in parts of a picture only, and that can be told reliably there: parts with less of the fault
 * than this, in percent of the worst, are left as they are. Nothing said, or 0: everything is restored.
 */
const inParts = z.strictObject({ leaveBelow: z.number().min(0).max(60).exactOptional() });
const amountOf = (fallback: number) => z.strictObject({ amount: amount(fallback) });

/** The one registry of operations: chips, sliders, command line, sidecar check and vocabulary derive from it. */
export const operations = {
  denoise: define('restoration', inParts, { en: 'Denoise', zh: '降噪', ja: 'ノイズ除去' }, 'remove the noise'),
  deblur: define('restoration', inParts, { en: 'Deblur', zh: '去模糊', ja: 'ぼけ補正' }, 'remove the blur'),
  derain: define('restoration', none, { en: 'Remove rain', zh: '去雨', ja: '雨除去' }, 'remove the rain'),
  dehaze: define('restoration', none, { en: 'Dehaze', zh: '去雾', ja: 'かすみ除去' }, 'remove the haze'),
  lowlight: define('restoration', none, { en: 'Light up', zh: '暗光增强', ja: '暗所補正' }, 'brighten this dark photo'),
  dejpeg: define(
    'restoration',
    inParts,
    { en: 'Remove JPEG traces', zh: '去压缩痕迹', ja: '圧縮ノイズ除去' },
    'remove the JPEG artefacts',
  ),
  descratch: define(
    'restoration',
    none,
    { en: 'Remove scratches', zh: '去划痕', ja: '傷の除去' },
    'remove the scratches',
  ),
  enhance: define(
    'restoration',
    none,
    { en: 'Enhance', zh: '画质增强', ja: '画質向上' },
    'improve the dull colours and contrast',
  ),
  upscale: define(
    'restoration',
    z.strictObject({ factor: z.union([z.literal(2), z.literal(4)]).default(2) }),
    { en: 'Enlarge', zh: '放大', ja: '拡大' },
    'enlarge and sharpen the details',
  ),
  auto: define('restoration', none, { en: 'Restore', zh: '自动修复', ja: '自動修復' }, 'restore this photo'),
  exposure: define(
    'adjustment',
    z.strictObject({ ev: z.number().min(-5).max(5).default(0.5) }),
    { en: 'Exposure', zh: '曝光', ja: '露出' },
    'make it brighter',
  ),
  contrast: define('adjustment', amountOf(25), { en: 'Contrast', zh: '对比度', ja: 'コントラスト' }, 'more contrast'),
  highlights: define(
    'adjustment',
    amountOf(-40),
    { en: 'Highlights', zh: '高光', ja: 'ハイライト' },
    'recover the highlights',
  ),
  shadows: define('adjustment', amountOf(40), { en: 'Shadows', zh: '阴影', ja: 'シャドウ' }, 'lift the shadows'),
  temperature: define('adjustment', amountOf(20), { en: 'Temperature', zh: '色温', ja: '色温度' }, 'make it warmer'),
  tint: define('adjustment', amountOf(20), { en: 'Tint', zh: '色调', ja: '色かぶり' }, 'shift the tint to magenta'),
  whitebalance: define(
    'adjustment',
    none,
    { en: 'White balance', zh: '白平衡', ja: 'ホワイトバランス' },
    'fix the white balance',
  ),
  saturation: define('adjustment', amountOf(25), { en: 'Saturation', zh: '饱和度', ja: '彩度' }, 'more saturation'),
  vibrance: define('adjustment', amountOf(25), { en: 'Vibrance', zh: '自然饱和度', ja: '自然な彩度' }, 'more vibrance'),
  sharpen: define(
    'adjustment',
    z.strictObject({ amount: z.number().min(0).max(300).default(80), radius: z.number().min(0.3).max(5).default(1) }),
    { en: 'Sharpen', zh: '锐化', ja: 'シャープ' },
    'sharpen it',
  ),
} as const;

export type OperationId = keyof typeof operations;
/** Parameters of one operation, defaults filled in. */
export type ParametersOf<Id extends OperationId> = z.infer<(typeof operations)[Id]['parameters']>;

export const operationIds = Object.keys(operations) as readonly OperationId[];
export const operationIdSchema = z.enum(operationIds as [OperationId, ...OperationId[]]);

/** True where a network does the work. */
export function isRestoration(id: OperationId): boolean {
  return operations[id].kind === 'restoration';
}
