/**
 * Environment of processes that decode photos, for glibc. Two heaps for all threads: with one for each, what large photos
 * leave behind stays in every one of them. Arrays from a mebibyte on are given back to the system when they are freed:
 * by itself glibc keeps ever larger ones in its heaps, between which small ones come to lie, and a long batch grows. Other
 * systems pass over it. It is read when a process starts; the command line has it in its first line.
 */
export const frugalMemory: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '1048576',
};
