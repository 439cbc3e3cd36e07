import type { PhotoPlanner } from './batch/photoPlan.ts';

/**
 * The one place where the plan for many photos becomes the plan of one, for `patina batch` and for the editor's queue:
 * whatever measures the faults of a photo scales the strengths here, and parks a photo that it does not trust the steps
 * with. Nothing measures them yet: every photo gets the steps as they were asked for.
 */
export const planPhoto: PhotoPlanner = async (_photo, steps) => ({ steps });
