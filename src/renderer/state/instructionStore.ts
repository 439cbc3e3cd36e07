/** The sentence being typed, the plan it was read as, and the sentences before it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Declined, Plan } from '../../shared/model/instruction.ts';
import { type Chip, mergePlan, moveEntry } from './planChips.ts';

export interface Instruction {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly declined: Declined | null;
  /** The text that the chips belong to; another one than `text` is still being read. */
  readonly readText: string;
  /** The chip whose words light up in the sentence. */
  readonly pointed: string | null;
  readonly past: readonly string[];
  /** How far back Up went; 0 is the sentence being typed. */
  readonly recalled: number;
}

interface InstructionActions {
  readonly setText: (text: string) => void;
  readonly takePlan: (text: string, plan: Plan) => void;
  readonly changeChip: (key: string, changes: Partial<Pick<Chip, 'parameters' | 'strength' | 'region'>>) => void;
  readonly removeChip: (key: string) => void;
  readonly moveChip: (key: string, to: number) => void;
  readonly point: (key: string | null) => void;
  /** Empties the bar after its plan was added, and remembers the sentence. */
  readonly finish: () => void;
  readonly recall: (direction: 1 | -1) => void;
  readonly setPast: (past: readonly string[]) => void;
}

type InstructionStore = StoreApi<Instruction & InstructionActions>;

const keptSentences = 50;
const empty = { text: '', chips: [], declined: null, readText: '', pointed: null, recalled: 0 } as const;

export function createInstructionStore(newKey: () => string): InstructionStore {
  return createStore<Instruction & InstructionActions>()((set) => ({
    ...empty,
    past: [],
    setText: (text) => set(text.trim() === '' ? { ...empty, text } : { text }),
    takePlan: (text, plan) =>
      set((now) =>
        now.text === text
          ? { chips: mergePlan(now.chips, plan.steps, newKey), declined: plan.declined, readText: text }
          : {},
      ),
    changeChip: (key, changes) =>
      set(({ chips }) => ({
        chips: chips.map((chip) => (chip.key === key ? { ...chip, ...changes, edited: true } : chip)),
      })),
    removeChip: (key) => set(({ chips }) => ({ chips: chips.filter((chip) => chip.key !== key), pointed: null })),
    moveChip: (key, to) =>
      set(({ chips }) => ({
        chips: moveEntry(
          chips,
          chips.findIndex((chip) => chip.key === key),
          to,
        ),
      })),
    point: (pointed) => set({ pointed }),
    finish: () =>
      set(({ text, past }) => ({
        ...empty,
        past: [text.trim(), ...past.filter((sentence) => sentence !== text.trim())].slice(0, keptSentences),
      })),
    recall: (direction) =>
      set(({ past, recalled }) => {
        const next = Math.max(0, Math.min(past.length, recalled + direction));
        return next === recalled ? {} : { ...empty, recalled: next, text: next === 0 ? '' : (past[next - 1] ?? '') };
      }),
    setPast: (past) => set({ past: past.slice(0, keptSentences) }),
  }));
}
