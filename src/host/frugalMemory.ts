/**
 * Environment of processes that decode photos: two heaps of the C library for all threads. With one for each, as glibc has
 * them on Linux, what large photos leave behind stays in every one of them, and a long batch grows. Other systems pass
 * over it. It is read when a process starts; the command line has it in its first line.
 */
export const frugalMemory: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2' };
