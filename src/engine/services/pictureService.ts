import type { contract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { EngineParts } from './parts.ts';

/** Opening and closing pictures. */
export function pictureService({
  pictures,
  jobs,
  host,
  diagnose,
  samplePath,
  loadAhead,
}: EngineParts): Handlers<typeof contract>['picture'] {
  const opened = async (path: string, signal: AbortSignal) => {
    const picture = await pictures.open(path, undefined, signal);
    // While the photo is looked at and a sentence is written.
    loadAhead();
    return picture.state();
  };
  return {
    open: async ({ grant }, signal) => opened((await host.resolve({ grant, kind: 'file' }, signal)).path, signal),
    openSample: async (_input, signal) => opened(await samplePath(), signal),
    state: async ({ document }) => pictures.get(document).state(),
    list: async () => pictures.all().map((picture) => picture.state()),
    answer: async ({ document, notice, answer }) => (await pictures.answer(document, notice, answer)).state(),
    diagnose: ({ document, language }, signal) => diagnose(pictures.get(document).source, language, signal),
    close: async ({ document }) => {
      pictures.get(document);
      await jobs.close(document);
      await pictures.close(document);
      return {};
    },
  };
}
