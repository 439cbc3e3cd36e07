import * as fc from 'fast-check';

/**
 * Properties are tried on the same cases every time, so that a change is judged by what it does and not by its luck.
 * PATINA_PROPERTY_SEED tries others: any whole number.
 */
const seed = Number(process.env.PATINA_PROPERTY_SEED ?? 1822);
if (!Number.isInteger(seed)) throw new Error('PATINA_PROPERTY_SEED must be a whole number.');
fc.configureGlobal({ seed });
