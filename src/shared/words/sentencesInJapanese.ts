import type { SentenceKey } from '../base/sentence.ts';

export const sentencesInJapanese: Readonly<Record<SentenceKey, string>> = {
  'said.asItIs': '{{text}}',
  'said.cancelled': 'キャンセルしました。何も変更していません。',

  'said.inputMissing': '{{file}} がありません。名前とフォルダーを確認してください。',
  'said.inputForbidden': '{{file}} を読む権限がありません。アクセス権を変更してください。',
  'said.inputNameTooLong': '{{file}} の名前は、このコンピューターで使える長さを超えています。',
  'said.inputUnreadable': '{{file}} を読み込めませんでした（{{reason}}）。',
  'said.inputDamaged':
    '{{file}} は壊れているか、途中で切れた {{format}} ファイルです（{{reason}}）。元の場所からコピーし直すか、別のコピーを使ってください。',
  'said.inputFolder': '{{file}} は写真ではなくフォルダーです。中の写真を指定してください。',
  'said.inputNoFile': '{{file}} は通常のファイルではありません。写真のファイルを指定してください。',
  'said.inputEmpty': '{{file}} は空です。何も書き込まれていません。別のコピーを使ってください。',
  'said.inputUnknown':
    '{{file}} は Patina が知っている画像ではありません。開けるのは JPEG、PNG、TIFF、WebP、AVIF、GIF です。',
  'said.inputForeign':
    '{{file}} の形式は {{format}} で、Patina ではまだ開けません。先に TIFF、PNG、JPEG のいずれかで保存してください。',
  'said.inputChannels':
    '{{file}} は {{channels}} チャンネルの {{format}} ファイルで、Patina では開けません。先に RGB の画像として保存してください。',
  'said.inputSamples':
    '{{file}} は値の型が {{type}} の {{format}} ファイルで、Patina では開けません。先に各チャンネル 8 ビットか 16 ビットで保存してください。',
  'said.inputPixels':
    '{{file}} は {{width}} × {{height}} ピクセル（{{megapixels}} メガピクセル）とされていますが、Patina で開けるのは {{most}} メガピクセルまでです。先に縮小するか、いくつかに切り分けてください。',
  'said.inputBytes':
    '{{file}} は {{width}} × {{height}} ピクセルとされていますが、{{bytes}} バイトしかなく、足りません。壊れているか、メモリーを使い果たすために作られたファイルです。別のコピーを使ってください。',
  'said.inputMemory':
    '{{file}} は {{width}} × {{height}} ピクセルで {{needed}} MiB のメモリーが必要ですが、ここで使えるのは {{most}} MiB までです。縮小するか、メモリーの多いコンピューターを使ってください。',
  'said.inputHalf': '{{file}} が最後まで届きませんでした。もう一度試してください。',
  'said.inputGone': 'ブラウザーがこのファイルを読めませんでした。まだその場所にありますか？',
  'said.sampleMissing': 'サンプル写真がインストールされていません。お手持ちの写真を開いてください。',
  'said.noPhotos': '{{place}} には Patina で読める写真がありません。',
  'said.placeMissing': '{{place}} がありません。名前を確認するか、パターンを引用符で囲んでください。',
  'said.tooManyOpen': '写真がすでに {{most}} 枚開いています。先にどれかを閉じてください。',

  'said.noteModelConverted': '{{model}} の色を sRGB に変換しました。',
  'said.noteProfileConverted': 'プロファイル「{{profile}}」の色を sRGB に変換しました。',
  'said.noteProfileDamaged': 'カラープロファイルが壊れているか写真に合わないため、色を sRGB とみなします。',
  'said.noteFirstPage': '{{pages}} ページのうち最初のページだけを読み込みました。',
  'said.noteFirstFrame': '{{pages}} フレームのうち最初のフレームだけを読み込みました。',
  'said.noteGainMap': 'HDR のゲインマップは読み込んでいません。',

  'said.grantGone': '{{place}} がないか、読めません。',
  'said.fileNotGranted': 'このファイルは今回起動した Patina で開いたものではありません。選び直してください。',
  'said.folderNotGranted': 'このフォルダーは今回起動した Patina で開いたものではありません。選び直してください。',
  'said.folderUnreadable': 'フォルダー {{folder}} を読めません。',
  'said.uploadTooLarge':
    '{{file}} は大きすぎてアップロードできません。そのフォルダーを指定して patina serve を起動してください。',
  'said.uploadNoRoom': '{{file}} を保存できませんでした。空き容量がありません。',
  'said.uploadsMany': '同時にアップロードするファイルが多すぎます。いくつか終わるまでお待ちください。',

  'said.outputFolder': '{{file}} はフォルダーです。書き込むファイルの名前を指定してください。',
  'said.outputOriginal': '{{file}} は元の写真です。上書きすることはありません。別の名前を選んでください。',
  'said.outputExists': '{{file}} はすでにあります。別の名前を選ぶか、上書きを許可してください。',
  'said.outputNoRoom': '{{file}} を書き込む空き容量がありません。空きを作ってからもう一度試してください。',
  'said.outputNoFolder': '{{file}} のフォルダーがありません。作成するか、別のフォルダーを選んでください。',
  'said.outputForbidden': '{{file}} に書き込む権限がありません。別のフォルダーを選んでください。',
  'said.outputNameTooLong': '{{file}} の名前は、このディスクで使える長さを超えています。短い名前を選んでください。',
  'said.outputUnwritable': '{{file}} を書き込めませんでした（{{reason}}）。',
  'said.outputDepth':
    '{{format}} は各チャンネル 8 ビットで、{{depth}} ビットは保存できません。{{file}} には PNG か TIFF を使ってください。',
  'said.outputSize':
    '{{format}} は一辺 {{longest}} ピクセルまでで、{{width}} × {{height}} は保存できません。{{file}} には PNG か TIFF を使ってください。',
  'said.outputAlpha':
    '{{format}} は透明を保存できませんが、この写真には透明な部分があります。{{file}} には PNG、TIFF、WebP、AVIF のいずれかを使うか、白に重ねるよう指定してください。',
  'said.folderMissing': 'フォルダー {{folder}} がありません。先に作成するか、別のフォルダーを指定してください。',
  'said.exportCancelled': '修復がキャンセルされたため、何も書き出していません。',
  'said.scratchFull':
    'ディスクがいっぱいです。{{folder}} に途中の結果を置く場所がありません。空きを作るか、別のフォルダーを選んでください。',
  'said.scratchUnwritable': '{{folder}} に途中の結果を置けません：{{reason}}',

  'said.recipeExists': 'レシピ {{file}} はすでにあります。別の名前を選んでください。',
  'said.recipeUnwritable': 'レシピ {{file}} を書き込めません。フォルダーとアクセス権を確認してください。',
  'said.recipeUnreadable': 'レシピ {{file}} を読めません。名前とアクセス権を確認してください。',
  'said.recipeTooLarge': 'レシピ {{file}} は大きすぎて、レシピではありません。',
  'said.recipeNotJson': 'レシピ {{file}} は JSON ではありません。--save-recipe で保存し直してください。',
  'said.recipeInvalid': 'レシピ {{file}} は正しくありません：{{reason}}',
  'said.recipeOfEdit': '編集内容 {{file}} はレシピとして使えません。{{reason}}',
  'said.recipeOfLaterEdit': '編集内容 {{file}} はレシピとして使えません。新しい版の Patina で書かれています。',
  'said.editUnreadable': '編集内容 {{file}} を読めません。アクセス権を確認してください。',
  'said.presetMissing': '「{{name}}」というプリセットはありません。patina presets で一覧を見られます。',
  'said.presetEmpty': '保存する手順がありません。先に追加してください。',

  'said.pictureClosed': 'この写真はもう開いていません。開き直してください。',
  'said.stepGone': 'この手順はもうありません。',
  'said.stateGone': 'この状態は写真の履歴にありません。',
  'said.tileGone': 'この写真にそのタイルはありません。',
  'said.jobGone': 'この作業はもうありません。',
  'said.answerGone': 'これに答える対象はもうありません。',
  'said.maskPartGone': 'マスクのこの部分はもうありません。',
  'said.maskNone': 'その手順にはマスクがありません。マスクのある手順を選んでください。',
  'said.maskSize':
    'マスクは {{maskWidth}} × {{maskHeight}} ピクセルですが、写真は {{width}} × {{height}} です。マスクは写真とまったく同じ大きさでなければなりません。',
  'said.maskOfPlace':
    '手順 {{step}} は「{{words}}」に使うものですが、まだマスクがありません。マスクを指定してください。',
  'said.maskOfSelection': '手順 {{step}} は選択範囲に使うものですが、マスクがありません。指定してください。',
  'said.placeUnknown': '指示には「{{words}}」とありますが、それがどこかを示すマスクがありません。{{wayOut}}',
  'said.selectionUnknown': '指示には選択範囲とありますが、それがどこかを示すマスクがありません。{{wayOut}}',
  'said.giveMask': '黒地に白で塗り、--mask MASK.png で指定してください。',
  'said.paintMask': 'エディターで写真を開き、そこで塗ってください。',
  'said.notQueued': 'この写真はもうキューにありません。',
  'said.noResult': 'この写真の結果はまだありません。',
  'said.endedOften': 'この写真の処理中に Patina が {{times}} 回終了しました。この写真だけで試してください。',
  'said.noBrowserFolder': 'ブラウザーではファイルのあるフォルダーを表示できません。',
  'said.noUpload': 'ここではアップロードは不要です。ファイルをウィンドウにドロップしてください。',

  'said.modelNone': 'これには修復モデルが必要ですが、インストールされていません。',
  'said.modelMissing': 'モデル「{{model}}」が {{folders}} にインストールされていません。',
  'said.modelCannot': 'モデル {{model}} では {{operation}} はできません。別のモデルを選んでください。',
  'said.graphMissing': 'モデル「{{model}}」に「{{graph}}」はなく、{{known}} だけがあります。',
  'said.modelFileUnreadable':
    'モデルファイル {{file}} を読めません。モデルパック「{{model}}」を再インストールしてください。',
  'said.modelFileLength':
    'モデルファイル {{file}} が壊れています。{{expected}} バイトのはずが {{found}} バイトです。モデルパック「{{model}}」を再インストールしてください。',
  'said.modelFileChecksum':
    'モデルファイル {{file}} が壊れています。チェックサムがマニフェストと一致しません。モデルパック「{{model}}」を再インストールしてください。',
  'said.modelFileForeign':
    'モデルファイル {{file}} は ONNX Runtime で読み込めるネットワークではありません（{{reason}}）。モデルパック「{{model}}」を再インストールしてください。',
  'said.modelTestValues': '{{file}} のテスト値を読めません。モデルパックを再インストールしてください。',
  'said.manifestNotJson':
    'モデルのマニフェスト {{file}} は JSON ではありません。モデルパックを再インストールしてください。',
  'said.manifestFaulty':
    'モデルのマニフェスト {{file}} の {{where}} に誤りがあります：{{reason}}。モデルパックを再インストールしてください。',
  'said.textModelOperations':
    'テキストモデルの操作は {{expected}} 種類のはずですが、{{found}} 種類でした。モデルパックを再インストールしてください。',
  'said.textModelOutput':
    'テキストモデルに「{{output}}」がありません。モデルパック「{{model}}」を再インストールしてください。',

  'said.deviceUnusable': '装置「{{device}}」は使えません：{{reason}}。ほかに使えるのは {{others}} です。',
  'said.deviceNoAdapter': '{{device}} のアダプターが見つかりません',
  'said.deviceAsked': '{{device}}：指定どおり',
  'said.deviceOnly': '{{device}}：この ONNX Runtime にある唯一のデバイスです',
  'said.deviceNoneBetter': '{{device}}：正しくて速い別のデバイスはありません',
  'said.deviceFactor': '{{device}}：CPU の {{times}} 倍の速さ',
  'said.deviceFactorHalf': '{{device}}（半精度）：CPU の {{times}} 倍の速さ',
  'said.deviceOnCard': '{{card}} 上の {{device}}',
  'said.deviceUnfit': '{{device}}：{{reason}}',
  'said.devicesUntried': 'CPU：ほかのデバイスはまだ試していません',
  'said.deviceNotBundled': 'この ONNX Runtime には含まれていません',
  'said.deviceWrong': '{{graph}} の値が {{amount}} ずれています',
  'said.deviceNoHalf': 'アダプターが半精度に対応していません',
  'said.deviceNoHalfNetwork': 'モデル「{{model}}」にはそのためのネットワークがありません',
  'said.deviceEndedPatina': '試したときに Patina が終了しました',
  'said.deviceFlat': '{{device}} の結果がすべて同じ値でした',
  'said.deviceGivenUp': '{{device}} をやめ、{{next}} で続けます：{{reason}}',
  'said.cpuDidIt': 'ほかのデバイスでできなかったことを CPU が行いました：{{reason}}',
  'said.smallerTiles': '小さなタイルを使います：{{device}} のメモリが足りません',
  'said.deviceCannotLoad': '「{{model}}」のネットワーク「{{graph}}」を {{device}} に読み込めません：{{reason}}',
  'said.inferenceDied': '{{task}}の処理中に推論プロセスが {{times}} 回失敗しました（{{reason}}）。',
  'said.inferenceStuck': '{{task}}が {{seconds}} 秒以内に終わらなかったため、推論プロセスを停止しました。',
  'said.inferenceNoStart': '推論プロセスを起動できません（{{reason}}）。',
  'said.taskNetwork': '「{{model}}」のネットワーク「{{graph}}」',
  'said.taskAbout': '実行環境の問い合わせ',
  'said.networkFailed': '「{{model}}」のネットワーク「{{graph}}」が失敗しました：{{reason}}',
  'said.networkOutOfMemory':
    '{{device}} のメモリーが足りず、最小の部分に分けても「{{model}}」のネットワーク「{{graph}}」を動かせません：{{reason}}',
  'said.networkMisused': 'ネットワークの入力か出力が正しくありません：{{reason}}。',
  'said.networkNotNumbers': 'モデル {{model}} が数でない値を返しました。',
  'said.networkWrongLength':
    'モデル {{model}} は「{{output}}」に {{expected}} 個の値を返すはずですが、{{found}} 個でした。',
  'said.networkNoSeverities': 'モデル {{model}} が劣化の程度でないものを返しました。',
  'said.tilesClean': '{{tiles}} 個のタイルのうち {{clean}} 個は問題が見つからず、そのままにしました。',
  'said.resultDamaged':
    '保存されていた結果が壊れていたため破棄しました。手順をもう一度実行して、足りない部分を計算してください。',

  'said.connectionLost': 'Patina の計算部分との接続が切れました（{{reason}}）。',
  'said.engineEnded': 'Patina の計算部分が予期せず終了しました。{{reason}}',
  'said.engineEndedOften': 'Patina の計算部分が 1 分間に {{times}} 回終了しました。{{reason}}',
  'said.notOurs': '{{file}} はすでにあり、Patina が書いたものではありません。先に別の場所へ移してください。',
  'said.cannotWrite': '{{file}} を書き込めません。',
  'said.thunarBroken': '{{file}} は Thunar のアクションの一覧ではありません。先に修復するか、削除してください。',
  'said.registryRefused': 'Windows がレジストリの項目を受け付けませんでした。',

  'said.versions':
    'このウィンドウは Patina のプロトコルの版 {{ours}}、計算部分は版 {{theirs}} です。ウィンドウを再読み込みしてください。',
  'said.closing': 'Patina を終了しています。',
  'said.noUpdateAnswer':
    '{{address}} から新しいバージョンについての応答がありません。接続を確かめるか、後でもう一度お試しください。',
  'said.noConnection': '接続を待っている間にキャンセルされました。',

  'said.parked': '問題が多すぎるようです（{{faults}}）。先に確認してください。',
  'said.parkedFile': '{{file}}：{{reason}}',
  'said.soundPhoto': '問題は見つかりませんでした',
  'said.list': '{{before}}、{{next}}',
  'fault.denoise': 'ノイズ',
  'fault.deblur': 'ぼけ',
  'fault.derain': '雨',
  'fault.dehaze': 'かすみ',
  'fault.lowlight': '暗さ',
  'fault.dejpeg': '圧縮の跡',
  'fault.descratch': '傷',
  'fault.enhance': '色あせ',
  'fault.upscale': '細部の不足',
  'fault.light': 'わずかな{{fault}}',
  'fault.clear': 'はっきりした{{fault}}',
  'fault.strong': '強い{{fault}}',
};
