/** Names for gestures: changes that follow closely belong together and become one entry of undo. */
import { useRef } from 'react';

/** Key presses on a slider within this time are one gesture. */
const pauseMs = 800;

interface Gesture {
  /** The name of the gesture that a change made now belongs to. */
  readonly current: () => string;
  /** A pointer went down: whatever follows is one gesture until `end`. */
  readonly begin: () => void;
  readonly end: () => void;
}

export function useGesture(): Gesture {
  const state = useRef({ name: '', last: 0, held: false });
  return {
    current() {
      const now = performance.now();
      const { held, last, name } = state.current;
      if (name === '' || (!held && now - last > pauseMs)) state.current.name = crypto.randomUUID();
      state.current.last = now;
      return state.current.name;
    },
    begin() {
      state.current = { name: crypto.randomUUID(), last: performance.now(), held: true };
    },
    end() {
      state.current.held = false;
      state.current.last = 0;
    },
  };
}
