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
}: EngineParts): Handlers<typeof contract>['picture'] {
  return {
    open: async ({ grant }, signal) => {
      const { path } = await host.resolve({ grant, kind: 'file' }, signal);
      return (await pictures.open(path, undefined, signal)).state();
    },
    openSample: async (_input, signal) => (await pictures.open(await samplePath(), undefined, signal)).state(),
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
