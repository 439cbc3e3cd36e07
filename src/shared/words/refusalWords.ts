/** Why a sentence gives no step, in every language. Each example that is quoted must be understood itself. */
const en = {
  'refusal.example':
    'Say what is wrong with the picture or how it should look, for example "remove the noise" or "a little brighter".',
  'refusal.empty': 'There is no instruction yet.',
  'refusal.tooLong': 'The instruction has {{count}} characters; Patina reads at most {{limit}}.',
  'refusal.tooLong.instead': 'Please say it more briefly, or in several instructions one after the other.',
  'refusal.tooManyParts': 'The instruction has {{count}} parts; Patina plans at most {{limit}} at once.',
  'refusal.tooManyParts.instead': 'Please give it in several instructions one after the other.',
  'refusal.code':
    'This looks like program code, a file or an address. Patina understands only plain words about a picture.',
  'refusal.nothing': 'Nothing to do: the instruction says to leave the picture as it is.',
  'refusal.nothing.instead': 'If something should change after all, say what, for example "remove the noise".',
  'refusal.noWish': 'There is no wish for the picture in this instruction.',
  'refusal.unsupported': 'Patina restores and adjusts pictures; it cannot do this: {{words}}.',
  'refusal.unsupported.instead':
    'It removes noise, blur, rain, haze, JPEG traces and scratches, lights up, enlarges, and adjusts light and colour. {{example}}',
  'refusal.unclear': 'Patina is not sure what is meant by {{words}}.',
  'refusal.leftOut': 'Left out, because Patina cannot do it or did not understand it: {{words}}.',
  'refusal.leftOut.instead':
    'The other steps are planned. Say the part that was left out in other words if it is about restoring or adjusting.',
  'refusal.factor': 'Patina enlarges 2 or 4 times; {{planned}} times is planned instead of {{asked}}.',
  'refusal.factor.instead': 'Change the step if that is not what you want.',
  'refusal.quote': '"{{words}}"',
  'refusal.comma': ', ',
} as const;

const zh = {
  'refusal.example': '请说说照片哪里不好，或者想要什么样子，例如“去噪”或“亮一点”。',
  'refusal.empty': '还没有指令。',
  'refusal.tooLong': '指令有 {{count}} 个字符；Patina 最多读 {{limit}} 个。',
  'refusal.tooLong.instead': '请说得简短一些，或分成几条指令依次输入。',
  'refusal.tooManyParts': '指令有 {{count}} 个部分；Patina 一次最多计划 {{limit}} 个。',
  'refusal.tooManyParts.instead': '请分成几条指令依次输入。',
  'refusal.code': '这看起来像程序代码、文件或网址。Patina 只懂关于照片的普通话语。',
  'refusal.nothing': '没有要做的事：指令说照片保持原样。',
  'refusal.nothing.instead': '如果还是想改，请说改什么，例如“去噪”。',
  'refusal.noWish': '这条指令里没有对照片的要求。',
  'refusal.unsupported': 'Patina 修复和调整照片，做不到这个：{{words}}。',
  'refusal.unsupported.instead':
    '它能去噪、去模糊、去雨、去雾、去压缩痕迹和划痕，提亮暗光、放大，并调整明暗和颜色。{{example}}',
  'refusal.unclear': 'Patina 不确定这是什么意思：{{words}}。',
  'refusal.leftOut': '以下部分没有计划，因为 Patina 做不到或没有听懂：{{words}}。',
  'refusal.leftOut.instead': '其他步骤已列入计划。如果这部分是关于修复或调整的，请换一种说法。',
  'refusal.factor': 'Patina 只能放大 2 倍或 4 倍；计划放大 {{planned}} 倍，而不是 {{asked}} 倍。',
  'refusal.factor.instead': '如果不是你想要的，请修改这一步。',
  'refusal.quote': '“{{words}}”',
  'refusal.comma': '、',
} as const;

const ja = {
  'refusal.example': '写真のどこが気になるか、どう見せたいかを書いてください。例：「ノイズを消して」「少し明るく」。',
  'refusal.empty': 'まだ指示がありません。',
  'refusal.tooLong': '指示は {{count}} 文字あります。Patina が読めるのは {{limit}} 文字までです。',
  'refusal.tooLong.instead': '短くするか、いくつかの指示に分けて順に入力してください。',
  'refusal.tooManyParts': '指示は {{count}} の部分に分かれています。一度に計画できるのは {{limit}} までです。',
  'refusal.tooManyParts.instead': 'いくつかの指示に分けて順に入力してください。',
  'refusal.code':
    'プログラムのコード、ファイル、またはアドレスのようです。Patina が理解するのは写真についての普通の言葉だけです。',
  'refusal.nothing': 'することはありません。写真をそのままにするという指示です。',
  'refusal.nothing.instead': 'やはり変えたいところがあれば書いてください。例：「ノイズを消して」。',
  'refusal.noWish': 'この指示には写真への要望がありません。',
  'refusal.unsupported': 'Patina は写真の修復と調整をします。これはできません：{{words}}。',
  'refusal.unsupported.instead':
    'ノイズ、ぼけ、雨、かすみ、圧縮の跡、傷を取り、暗い写真を明るくし、拡大し、明るさと色を調整します。{{example}}',
  'refusal.unclear': 'Patina にはこの意味がはっきりしません：{{words}}。',
  'refusal.leftOut': 'Patina にできないか、理解できなかったため、計画に入れていません：{{words}}。',
  'refusal.leftOut.instead':
    'ほかの手順は計画に入っています。修復や調整のことなら、その部分を別の言い方にしてください。',
  'refusal.factor': 'Patina の拡大は 2 倍か 4 倍です。{{asked}} 倍の代わりに {{planned}} 倍を計画しました。',
  'refusal.factor.instead': '希望と違うときは、手順を変更してください。',
  'refusal.quote': '「{{words}}」',
  'refusal.comma': '、',
} as const;

export const refusalWords = { en, zh, ja } as const;
