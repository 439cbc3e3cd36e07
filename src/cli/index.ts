#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=1048576 node
import { endAhead, spawnAhead } from '../host/forkSpawner.ts';

/** Commands that need a network in all but a few cases. */
const withNetworks = ['restore', 'batch', 'diagnose', 'understand'];

// Both take a fifth of a second to load: on two cores at the same time.
if (withNetworks.includes(process.argv[2] ?? '')) spawnAhead('inferenceProcess');
const { main } = await import('./program.ts');
process.exitCode = await main();
endAhead();
