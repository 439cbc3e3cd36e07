import type { Diagnosis } from '../shared/model/diagnosis.ts';
import type { Language } from '../shared/model/operation.ts';
import { diagnosisOf } from './diagnosis/diagnose.ts';
import { findFaults } from './diagnosis/findFaults.ts';
import { loadPicture } from './image/load.ts';
import type { Picture } from './image/picture.ts';
import type { ModelPacks } from './inference/modelPacks.ts';
import { pictureSource } from './pipeline/pictureSource.ts';
import type { InferencePort } from './ports.ts';

/** Id of the model pack that finds faults. */
export const diagnosisModel = 'diagnose';

export interface DiagnosisParts {
  readonly packs: ModelPacks;
  readonly inference: InferencePort;
}

/** What is wrong with an open picture, and what is proposed in `language`. Rejects with `model-missing`, `model-broken`, `inference-failed`, `cancelled`. */
export async function diagnosePicture(
  picture: Picture,
  { packs, inference }: DiagnosisParts,
  language: Language,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const model = packs.diagnosis(diagnosisModel);
  const severities = await findFaults(pictureSource(picture), picture.colourSpace, { model, inference }, signal);
  return diagnosisOf(severities, model, language);
}

/** The same for a file; rejects as `loadPicture` does as well. */
export async function diagnoseFile(
  file: string,
  parts: DiagnosisParts,
  language: Language,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  return diagnosePicture(await loadPicture(file, {}, signal), parts, language, signal);
}
