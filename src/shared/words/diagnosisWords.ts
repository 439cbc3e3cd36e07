/** What is proposed for each fault, in words that are understood as exactly that; and how much of a fault there is. */
const en = {
  'propose.denoise': 'remove the noise',
  'propose.deblur': 'remove the blur',
  'propose.derain': 'remove the rain',
  'propose.dehaze': 'remove the haze',
  'propose.lowlight': 'light up the dark photo',
  'propose.dejpeg': 'remove the JPEG artefacts',
  'propose.descratch': 'remove the scratches',
  'propose.enhance': 'improve the faded colours',
  'propose.upscale': 'enlarge it 2x',
  'propose.share': '{{wish}} {{share}} %',
  'propose.then': ', then ',
  'fault.and': ', ',
  'bar.found': 'Found: {{faults}}',
  'bar.proposal': 'Found: {{faults}}. Proposed: {{sentence}}',
  'bar.sound': 'Nothing wrong was found',
} as const;

const zh = {
  'propose.denoise': '去除噪点',
  'propose.deblur': '去除模糊',
  'propose.derain': '去除雨水',
  'propose.dehaze': '去除雾霾',
  'propose.lowlight': '提亮昏暗的照片',
  'propose.dejpeg': '去除压缩痕迹',
  'propose.descratch': '去除划痕',
  'propose.enhance': '改善褪色的颜色',
  'propose.upscale': '放大两倍',
  'propose.share': '{{wish}} {{share}}%',
  'propose.then': '，然后',
  'fault.and': '、',
  'bar.found': '发现：{{faults}}',
  'bar.proposal': '发现：{{faults}}。建议：{{sentence}}',
  'bar.sound': '没有发现问题',
} as const;

const ja = {
  'propose.denoise': 'ノイズを除去',
  'propose.deblur': 'ぼけを除去',
  'propose.derain': '雨を除去',
  'propose.dehaze': 'かすみを除去',
  'propose.lowlight': '暗い写真を明るく補正',
  'propose.dejpeg': '圧縮ノイズを除去',
  'propose.descratch': '傷を除去',
  'propose.enhance': '色あせた色を改善',
  'propose.upscale': '2倍に拡大',
  'propose.share': '{{wish}} {{share}}%',
  'propose.then': '、それから',
  'fault.and': '、',
  'bar.found': '見つかった問題：{{faults}}',
  'bar.proposal': '見つかった問題：{{faults}}。提案：{{sentence}}',
  'bar.sound': '問題は見つかりませんでした',
} as const;

export const diagnosisWords = { en, zh, ja } as const;
