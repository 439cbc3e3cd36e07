import sharp from 'sharp';

// A cache would hold pixels in memory, hand out stale ones after a file was replaced, and keep files open on Windows.
sharp.cache(false);

/** sharp with its caches off; the only import of it, so that nobody meets it in another state. */
export { sharp };
