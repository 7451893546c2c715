/** Header that proxy.ts sets to the path and query asked for, so that sign-in can lead back to it. */
export const PATH_HEADER = 'x-retort-path';

/** Header that proxy.ts sets to the nonce of this answer, for what a page itself puts into the document. */
export const NONCE_HEADER = 'x-nonce';
