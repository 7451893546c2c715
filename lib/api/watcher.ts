import { createHash, timingSafeEqual } from 'node:crypto';
import { RetortError } from '@/lib/model/errors';
import { fromThisMachine } from './watch-server';

/**
 * Refuses whoever may not read the figures: with RETORT_METRICS_KEY set, all who do not send it as a bearer token; without it,
 * all who do not come from this machine directly.
 */
export function requireWatcher(
  headers: Headers,
  key: string | undefined = process.env.RETORT_METRICS_KEY,
): void {
  if (key) {
    const given = /^Bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), digest(key))) return;
    throw new RetortError(
      'unauthenticated',
      'Send the key of RETORT_METRICS_KEY as "Authorization: Bearer KEY".',
    );
  }
  if (!fromThisMachine(headers))
    throw new RetortError(
      'forbidden',
      'Figures are told to this machine only: set RETORT_METRICS_KEY to fetch them from elsewhere.',
    );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
