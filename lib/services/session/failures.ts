import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';

/** Failures are counted over this long from the first; whoever reached the limit waits for its end. */
export const WINDOW_MINUTES = 15;
/** For one e-mail address, wherever the attempts come from: network addresses can be changed at will. */
export const FAILURES_PER_PERSON = 10;
/** From one network address, whoever is tried. */
export const FAILURES_PER_ADDRESS = 50;

interface Attempt {
  email?: string;
  /** The network address it comes from, when that is known. */
  address?: string | null;
}

/**
 * Counts an attempt to prove who one is as failed, until {@link proofSucceeded} says otherwise: so of many at once no
 * more than the limit are tried. RetortError `busy` with `retry_after` (seconds) beyond the limit. Whether the e-mail
 * address belongs to anybody makes no difference.
 */
export async function beginProof({ email, address }: Attempt, now: Date = new Date()): Promise<void> {
  const counted = [
    ...(address
      ? [{ key: addressKey(address), limit: FAILURES_PER_ADDRESS, whose: 'from your network' }]
      : []),
    ...(email ? [{ key: personKey(email), limit: FAILURES_PER_PERSON, whose: 'for this address' }] : []),
  ];
  for (const { key, limit, whose } of counted) {
    const { rows } = await getPool().query<{ failures: number; since: Date }>(
      `INSERT INTO sign_in_failure AS f (key, failures, since) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN f.since <= $2::timestamptz - make_interval(mins => $3) THEN 1 ELSE f.failures + 1 END,
         since = CASE WHEN f.since <= $2::timestamptz - make_interval(mins => $3) THEN $2 ELSE f.since END
       RETURNING failures, since`,
      [key, now, WINDOW_MINUTES],
    );
    const row = rows[0];
    if (!row || row.failures <= limit) continue;
    const left = Math.max(1, Math.ceil((row.since.getTime() - now.getTime()) / 1_000 + WINDOW_MINUTES * 60));
    const minutes = Math.ceil(left / 60);
    throw new RetortError(
      'busy',
      `Too many failed attempts ${whose}. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or ask an administrator to lift it.`,
      { retry_after: left },
    );
  }
}

/**
 * Takes the attempt back that {@link beginProof} counted, and with it every earlier failure of that person. Forgets
 * what holds nobody back any more.
 */
export async function proofSucceeded({ email, address }: Attempt, now: Date = new Date()): Promise<void> {
  await getPool().query(
    'DELETE FROM sign_in_failure WHERE key = $1 OR since <= $2::timestamptz - make_interval(mins => $3)',
    [email ? personKey(email) : '', now, WINDOW_MINUTES],
  );
  if (!address) return;
  await getPool().query(
    'UPDATE sign_in_failure SET failures = failures - 1 WHERE key = $1 AND failures > 0',
    [addressKey(address)],
  );
}

/** The key of a person's failures. A hash, so that the table is no list of addresses that somebody tried. */
export function personKey(email: string): string {
  return `person:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
}

/** IPv6 by its /64, which one customer has whole. */
function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return `address:${createHash('sha256').update(address).digest('hex')}`;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? `address:${parsed.toString()}`
    : `address:${parsed
        .toByteArray()
        .slice(0, 8)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')}`;
}
