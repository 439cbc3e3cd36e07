/** Scheme of the pages, of their files, and of tiles. */
export const pageScheme = 'app';
/** Where the pages live; nothing else may be shown in a window. */
export const pageOrigin = `${pageScheme}://patina`;
