/** Hands the editor to components, and reads its stores. */
import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Stores } from '../state/createStores.ts';
import type { Editor } from './editor.ts';

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('Broken promise of the code: a component stands outside of the editor');
  return editor;
}

type StateOf<Name extends keyof Stores> = Stores[Name] extends StoreApi<infer State> ? State : never;

/** A part of one store; the component draws again when that part changes (compared shallowly). */
export function useStoreOf<Name extends keyof Stores, Part>(name: Name, select: (state: StateOf<Name>) => Part): Part {
  const store = useEditor().stores[name] as unknown as StoreApi<StateOf<Name>>;
  return useStore<StoreApi<StateOf<Name>>, Part>(store, useShallow(select));
}
