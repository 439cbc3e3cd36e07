/** How long the main thread of a page is kept busy at a time, from Chromium's own trace of its tasks. */
import type { Page } from 'playwright-core';
import * as z from 'zod';

/** Milliseconds. On a machine that does other work as well a task takes longer by the clock than it is worked on. */
interface Task {
  readonly clock: number;
  readonly processor: number;
}

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  /** Microseconds by the clock, and of the processor. */
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.object({ name: z.unknown() }).partial().default({}),
});
type TraceEvent = z.infer<typeof eventSchema>;

const traceSchema = z.object({ traceEvents: z.array(eventSchema) });
const pageMark = 'patina main thread';

/** Starts to trace; the answer ends it and tells the tasks of the page's main thread, in their order. */
export async function traceTasks(page: Page): Promise<() => Promise<readonly Task[]>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('Expected a page of a browser that can be traced.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'] });
  await page.evaluate((mark) => performance.mark(mark), pageMark);
  return async () => {
    const trace: unknown = JSON.parse((await browser.stopTracing()).toString());
    return tasksOf(traceSchema.parse(trace).traceEvents);
  };
}

function tasksOf(events: readonly TraceEvent[]): readonly Task[] {
  const process = events.find(({ name }) => name === pageMark)?.pid;
  const thread = events.find(
    ({ name, pid, args }) => name === 'thread_name' && pid === process && args.name === 'CrRendererMain',
  );
  if (thread === undefined) throw new Error('The trace does not name the main thread of the page.');
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === thread.pid && tid === thread.tid,
  );
  let busyUntil = 0;
  return tasks
    .toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)
    .flatMap(({ ts, dur, tdur }) => {
      if (ts < busyUntil) return []; // Part of the task before.
      busyUntil = ts + dur;
      return [{ clock: dur / 1000, processor: tdur / 1000 }];
    });
}

/** What the tasks say of stalls, in one line. */
export function taskLine(name: string, tasks: readonly Task[]): string {
  const longest = (time: keyof Task): string => Math.max(0, ...tasks.map((task) => task[time])).toFixed(0);
  const above = (time: keyof Task): number => tasks.filter((task) => task[time] > 50).length;
  return (
    `${name.padEnd(58)} longest ${longest('processor').padStart(4)} ms of processor, ${longest('clock')} ms of the clock;` +
    ` above 50 ms: ${above('processor')} by the processor, ${above('clock')} by the clock, of ${tasks.length}`
  );
}
