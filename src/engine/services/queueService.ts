import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { contract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import { smallPicture } from '../image/smallPicture.ts';
import type { EngineParts } from './parts.ts';

/** Largest side of a preview. */
const previewSize = { width: 240, height: 240 };

/** Many photos, one after the other. */
export function queueService({ queue, host }: EngineParts): Handlers<typeof contract>['queue'] {
  return {
    list: async () => (await queue()).state(),
    add: async ({ entries, ...addition }, signal) => {
      const paths = await Promise.all(entries.map((entry) => host.resolve(entry, signal)));
      return (await queue()).add({ ...addition, places: paths.map(({ path }) => path) });
    },
    pause: async () => {
      (await queue()).pause();
      return {};
    },
    resume: async () => {
      (await queue()).resume();
      return {};
    },
    move: async ({ item, before }) => {
      (await queue()).move(item, before);
      return {};
    },
    treat: async ({ items, treatment, language }) => {
      await (await queue()).treat(items, treatment, language);
      return {};
    },
    cancel: async ({ items }) => {
      (await queue()).cancel(items);
      return {};
    },
    retry: async ({ items }) => {
      (await queue()).retry(items);
      return {};
    },
    clear: async ({ items }) => {
      (await queue()).clear(items);
      return {};
    },
    fetch: async ({ item, file }) => {
      const { photo, output } = (await queue()).entry(item);
      const path = file === 'photo' ? photo : output;
      if (path === null) throw new AppError('input-missing', sentence('said.noResult'));
      return host.issue({ path });
    },
    preview: async ({ item }) => {
      const { photo, output } = (await queue()).entry(item);
      const [before, after] = await Promise.all([small(photo), output === null ? null : small(output)]);
      return { before, after };
    },
  };
}

async function small(path: string): Promise<string | null> {
  return (await smallPicture(path, previewSize))?.toString('base64') ?? null;
}
