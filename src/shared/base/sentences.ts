/**
 * What the engine and the hosts say to a person, in English: command line and logs say it so, `shared/words` says the same
 * in the other languages. What stands in double braces is filled in where the sentence is made.
 */
export const sentences = {
  /** What comes from elsewhere, in whatever language it has. */
  'said.asItIs': '{{text}}',
  'said.cancelled': 'Cancelled. Nothing was changed.',

  'said.inputMissing': '{{file}} does not exist. Check the name and the folder.',
  'said.inputForbidden': '{{file}} may not be read by you. Change its permissions.',
  'said.inputNameTooLong': '{{file}} is a longer name than this computer allows.',
  'said.inputUnreadable': '{{file}} could not be read ({{reason}}).',
  'said.inputDamaged':
    '{{file}} is a damaged or incomplete {{format}} file ({{reason}}). Copy it again from where it came, or use another copy.',
  'said.inputFolder': '{{file}} is a folder, not a picture. Name the pictures inside it.',
  'said.inputNoFile': '{{file}} is not an ordinary file. Name a picture file.',
  'said.inputEmpty': '{{file}} is empty: nothing was ever written to it. Use another copy.',
  'said.inputUnknown': '{{file}} is not a picture that Patina knows. It opens JPEG, PNG, TIFF, WebP, AVIF and GIF.',
  'said.inputForeign':
    'The format of {{file}} is {{format}}, which Patina does not open yet. Save it as TIFF, PNG or JPEG first.',
  'said.inputChannels':
    '{{file}} is a {{format}} file with {{channels}} channels, which Patina does not open. Save it as an RGB picture first.',
  'said.inputSamples':
    '{{file}} is a {{format}} file whose samples are {{type}} numbers, which Patina does not open. Save it with 8 or 16 bits a channel first.',
  'said.inputPixels':
    '{{file}} claims {{width}} x {{height}} pixels, {{megapixels}} megapixels; Patina opens up to {{most}}. Make it smaller or cut it into parts first.',
  'said.inputBytes':
    '{{file}} claims {{width}} x {{height}} pixels but is only {{bytes}} bytes long, too short to hold them. The file is damaged or was made to use up memory; use another copy.',
  'said.inputMemory':
    '{{file}} needs {{needed}} MiB of memory for {{width}} x {{height}} pixels, more than the {{most}} MiB that may be used here. Make it smaller, or use a computer with more memory.',
  'said.inputHalf': '{{file}} did not arrive whole. Try again.',
  'said.inputGone': 'The browser could not read this file. Is it still there?',
  'said.sampleMissing': 'The sample photo is not installed. Open a photo of your own.',
  'said.noPhotos': '{{place}} holds no photo that Patina reads.',
  'said.placeMissing': '{{place}} does not exist. Check the name, or put a pattern in quotes.',
  'said.tooManyOpen': '{{most}} pictures are open already. Close one of them first.',

  'said.noteModelConverted': 'Its {{model}} colours were converted to sRGB.',
  'said.noteProfileConverted': 'Its colours were converted from the profile “{{profile}}” to sRGB.',
  'said.noteProfileDamaged':
    'Its colour profile is damaged or does not fit the picture; its colours are taken as sRGB.',
  'said.noteFirstPage': 'Only the first of its {{pages}} pages was read.',
  'said.noteFirstFrame': 'Only the first of its {{pages}} frames was read.',
  'said.noteGainMap': 'Its HDR gain map was left out.',

  'said.grantGone': '{{place}} does not exist or cannot be read.',
  'said.fileNotGranted': 'This file was not opened in this run of Patina. Choose it again.',
  'said.folderNotGranted': 'This folder was not opened in this run of Patina. Choose it again.',
  'said.folderUnreadable': 'The folder {{folder}} cannot be read.',
  'said.uploadTooLarge': '{{file}} is too large to be uploaded. Start patina serve with its folder.',
  'said.uploadNoRoom': '{{file}} could not be kept: there is no room for it.',
  'said.uploadsMany': 'Too many uploads at the same time. Wait for some of them.',

  'said.outputFolder': '{{file}} is a folder. Give the name of a file to write.',
  'said.outputOriginal': '{{file}} is the original picture, which is never overwritten. Choose another name.',
  'said.outputExists': '{{file}} exists already. Choose another name or allow overwriting.',
  'said.outputNoRoom': 'There is no space left to write {{file}}. Free some and try again.',
  'said.outputNoFolder': 'The folder of {{file}} does not exist. Make it or choose another.',
  'said.outputForbidden': 'You may not write {{file}}. Choose another folder.',
  'said.outputNameTooLong': '{{file}} is a longer name than this disk allows. Choose a shorter one.',
  'said.outputUnwritable': '{{file}} could not be written ({{reason}}).',
  'said.outputDepth': '{{format}} holds 8 bits a channel, not {{depth}}. Use PNG or TIFF for {{file}}.',
  'said.outputSize':
    '{{format}} holds up to {{longest}} pixels a side, not {{width}} x {{height}}. Use PNG or TIFF for {{file}}.',
  'said.outputAlpha':
    '{{format}} holds no transparency, and the picture has some. Use PNG, TIFF, WebP or AVIF for {{file}}, or ask to flatten it onto white.',
  'said.folderMissing': 'The folder {{folder}} does not exist. Make it first or name another.',
  'said.exportCancelled': 'The restoration was cancelled, so nothing was exported.',
  'said.scratchFull':
    'The disk is full: no room for intermediate results in {{folder}}. Free some space or choose another folder.',
  'said.scratchUnwritable': 'Intermediate results cannot be kept in {{folder}}: {{reason}}',

  'said.recipeExists': 'The recipe {{file}} exists already. Choose another name.',
  'said.recipeUnwritable': 'The recipe {{file}} cannot be written. Check the folder and its permissions.',
  'said.recipeUnreadable': 'The recipe {{file}} cannot be read. Check its name and permissions.',
  'said.recipeTooLarge': 'The recipe {{file}} is too large to be a recipe.',
  'said.recipeNotJson': 'The recipe {{file}} is not JSON. Save it again with --save-recipe.',
  'said.recipeInvalid': 'The recipe {{file}} is not valid: {{reason}}',
  'said.recipeOfEdit': 'The edit {{file}} cannot be used as a recipe. {{reason}}',
  'said.recipeOfLaterEdit':
    'The edit {{file}} cannot be used as a recipe. It was written by a later version of Patina.',
  'said.editUnreadable': 'The edit {{file}} cannot be read. Check its permissions.',
  'said.presetMissing': 'There is no preset called “{{name}}”. patina presets lists those that are there.',
  'said.presetEmpty': 'There are no steps to save. Add one first.',

  'said.pictureClosed': 'This picture is not open any more. Open it again.',
  'said.stepGone': 'This step is not there any more.',
  'said.stateGone': 'This state is not in the history of the picture.',
  'said.tileGone': 'The picture has no such tile.',
  'said.jobGone': 'This job is not there any more.',
  'said.answerGone': 'There is nothing to answer with this any more.',
  'said.maskPartGone': 'This part of the mask is not there any more.',
  'said.maskNone': 'The other step has no mask. Choose one that has.',
  'said.maskSize':
    'The mask is {{maskWidth}} x {{maskHeight}} pixels but the photo is {{width}} x {{height}}. A mask must have exactly the size of its photo.',
  'said.maskOfPlace': 'Step {{step}} is meant for "{{words}}", which has no mask yet. Give a mask for it.',
  'said.maskOfSelection': 'Step {{step}} is meant for the selection, but there is no mask. Give one.',
  'said.placeUnknown': 'The instruction speaks of "{{words}}", but no mask says where that is. {{wayOut}}',
  'said.selectionUnknown': 'The instruction speaks of a selection, but no mask says where that is. {{wayOut}}',
  'said.giveMask': 'Paint it white on black and give it with --mask MASK.png.',
  'said.paintMask': 'Open the photo in the editor and paint it there.',
  'said.notQueued': 'This photo is not in the queue any more.',
  'said.noResult': 'There is no result of this photo yet.',
  'said.endedOften': 'Patina ended {{times}} times while it was at work on this photo. Try it by itself.',
  'said.noBrowserFolder': 'A browser cannot show a file in its folder.',
  'said.noUpload': 'Nothing needs to be uploaded here: drop the file on the window.',

  'said.modelNone': 'This needs a restoration model, and none is installed.',
  'said.modelMissing': "The model '{{model}}' is not installed in {{folders}}.",
  'said.modelCannot': 'The model {{model}} cannot do {{operation}}. Choose another model.',
  'said.graphMissing': "The model '{{model}}' has no '{{graph}}', only {{known}}.",
  'said.modelFileUnreadable': "The model file {{file}} cannot be read. Reinstall the model pack '{{model}}'.",
  'said.modelFileLength':
    "The model file {{file}} is damaged: expected {{expected}} bytes but found {{found}}. Reinstall the model pack '{{model}}'.",
  'said.modelFileChecksum':
    "The model file {{file}} is damaged: its checksum is not the one in its manifest. Reinstall the model pack '{{model}}'.",
  'said.modelFileForeign':
    "The model file {{file}} is not a network that ONNX Runtime can load ({{reason}}). Reinstall the model pack '{{model}}'.",
  'said.modelTestValues': 'The test values in {{file}} cannot be read. Reinstall the model pack.',
  'said.manifestNotJson': 'The model manifest {{file}} is not JSON. Reinstall the model pack.',
  'said.manifestFaulty': 'The model manifest {{file}} is faulty at {{where}}: {{reason}}. Reinstall the model pack.',
  'said.textModelOperations':
    'Expected {{expected}} operations from the text model but received {{found}}. Reinstall the model pack.',
  'said.textModelOutput': "The text model gives no '{{output}}'. Reinstall the model pack '{{model}}'.",

  'said.deviceUnusable': "The device '{{device}}' cannot be used: {{reason}}. This installation also has: {{others}}.",
  'said.deviceNoAdapter': 'no adapter for {{device}} was found',
  'said.deviceAsked': '{{device}}: as asked for',
  'said.deviceOnly': '{{device}}: the only device of this ONNX Runtime',
  'said.deviceNoneBetter': '{{device}}: no other device here is right and faster',
  'said.deviceFactor': '{{device}}: {{times}}x the CPU',
  'said.deviceFactorHalf': '{{device}} in half precision: {{times}}x the CPU',
  'said.deviceOnCard': '{{device}} on {{card}}',
  'said.deviceUnfit': '{{device}}: {{reason}}',
  'said.devicesUntried': 'CPU: other devices were not tried yet',
  'said.deviceNotBundled': 'not part of this ONNX Runtime',
  'said.deviceWrong': 'its values in {{graph}} are off by {{amount}}',
  'said.deviceNoHalf': 'its adapter has no half precision',
  'said.deviceNoHalfNetwork': "the model '{{model}}' has no network for it",
  'said.deviceEndedPatina': 'it ended Patina when it was tried',
  'said.deviceFlat': '{{device}} answered with one and the same value everywhere',
  'said.deviceGivenUp': '{{device}} was given up, {{next}} goes on: {{reason}}',
  'said.cpuDidIt': 'The CPU did what another device could not: {{reason}}',
  'said.smallerTiles': 'Smaller tiles are used: the memory of {{device}} is too little',
  'said.deviceCannotLoad': "the network '{{graph}}' of '{{model}}' does not load on {{device}}: {{reason}}",
  'said.inferenceDied': 'The inference process failed {{times}} times over {{task}} ({{reason}}).',
  'said.inferenceStuck': 'The inference process was stopped because {{task}} did not finish within {{seconds}} s.',
  'said.inferenceNoStart': 'The inference process does not start ({{reason}}).',
  'said.taskNetwork': "the network '{{graph}}' of '{{model}}'",
  'said.taskAbout': 'the question about the runtime',
  'said.networkFailed': "The network '{{graph}}' of '{{model}}' failed: {{reason}}",
  'said.networkOutOfMemory':
    "The memory of {{device}} is too little for the network '{{graph}}' of '{{model}}', even in the smallest parts: {{reason}}",
  'said.networkMisused': '{{reason}}.',
  'said.networkNotNumbers': 'The model {{model}} answered with values that are not numbers.',
  'said.networkWrongLength':
    'The model {{model}} was expected to answer with {{expected}} values in "{{output}}" but gave {{found}}.',
  'said.networkNoSeverities': 'The model {{model}} answered with something else than severities.',
  'said.tilesClean': '{{clean}} of {{tiles}} tiles were found clean and left as they are.',
  'said.resultDamaged':
    'A stored result turned out to be damaged and was thrown away. Run the step again to compute what is missing.',

  'said.connectionLost': "The connection to Patina's engine was lost ({{reason}}).",
  'said.engineEnded': 'The engine ended unexpectedly. {{reason}}',
  'said.engineEndedOften': 'The engine ended {{times}} times within a minute. {{reason}}',
  'said.notOurs': '{{file}} is there already and was not written by Patina. Move it away first.',
  'said.cannotWrite': '{{file}} cannot be written.',
  'said.thunarBroken': "{{file}} is not a list of Thunar's actions. Repair or remove it first.",
  'said.registryRefused': 'Windows did not take the entries of the registry.',

  'said.versions':
    "This window speaks version {{ours}} of Patina's protocol, the engine version {{theirs}}. Reload the window.",
  'said.closing': 'Patina is closing.',
  'said.noUpdateAnswer': '{{address}} gave no answer about newer versions. Check the connection, or try again later.',
  'said.noConnection': 'Cancelled while waiting for the connection.',

  'said.parked': 'So much seems wrong ({{faults}}) that somebody should look at it first.',
  'said.parkedFile': '{{file}}: {{reason}}',
  'said.soundPhoto': 'nothing wrong was found',
  'said.list': '{{before}}, {{next}}',
  'fault.denoise': 'noise',
  'fault.deblur': 'blur',
  'fault.derain': 'rain',
  'fault.dehaze': 'haze',
  'fault.lowlight': 'darkness',
  'fault.dejpeg': 'JPEG traces',
  'fault.descratch': 'scratches',
  'fault.enhance': 'fading',
  'fault.upscale': 'lost detail',
  'fault.light': 'some {{fault}}',
  'fault.clear': 'clear {{fault}}',
  'fault.strong': 'strong {{fault}}',
} as const;
