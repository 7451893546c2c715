import { createHmac } from 'node:crypto';

/** What a keyed hash stands for: the same text is another one in another place, so that two lists cannot be laid over each other. */
export type Domain = 'account' | 'exchange' | (string & {});

export const KEYED = 'hmac-sha256:';

/** Names as keyed hashes: `hmac-sha256:` and 64 hex digits of HMAC-SHA-256 over `domain NUL text`. */
export class Pseudonyms {
  constructor(private readonly key: Uint8Array) {}

  of(domain: Domain, text: string): string {
    return KEYED + createHmac('sha256', this.key).update(`${domain}\0${text}`).digest('hex');
  }
}
