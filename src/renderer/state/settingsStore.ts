/** The preferences as the engine keeps them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Settings, settingsSchema } from '../../shared/contract/system.ts';

type SettingsStore = StoreApi<Settings>;

export function createSettingsStore(): SettingsStore {
  return createStore<Settings>()(() => settingsSchema.parse({}));
}
