/**
 * Parts of the window that are drawn once what stands around them is on screen, in slices that keys and pointer get in
 * between: a window with everything at once would not answer for as long as it takes to build.
 */
import { type ReactNode, startTransition, useEffect, useState } from 'react';

/** Its place should have its size already, so that nothing moves when they come. */
export function Later({ children }: { children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => startTransition(() => setDue(true)), []);
  return isDue ? children : null;
}
