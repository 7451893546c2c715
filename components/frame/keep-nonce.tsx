'use client';

/**
 * Tells what puts style elements into the page the nonce of this document: scroll locks of dialogs ask for it under this
 * name. The first one holds, since later answers to the same document bring others.
 */
export function KeepNonce({ nonce }: { nonce: string | null }) {
  const page = globalThis as { __webpack_nonce__?: string };
  if (typeof window !== 'undefined' && nonce) page.__webpack_nonce__ ??= nonce;
  return null;
}
