import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time of a signature may be from now, in seconds; older ones may be replays. */
export const STRIPE_TOLERANCE_SECONDS = 300;
/** While a secret is being replaced Stripe signs with both. */
const MOST_SIGNATURES = 10;

/**
 * Whether a `Stripe-Signature` header (`t=<unix seconds>,v1=<hex>[,v1=<hex>]`) signs `body` under the secret of the endpoint: HMAC-SHA-256 of
 * `<seconds>.<body>`, fresh at `now`. Source: https://docs.stripe.com/webhooks#verify-manually.
 */
export function isSignedByStripe(header: string, body: Uint8Array, secret: string, now: Date): boolean {
  const parts = header
    .slice(0, 2_000)
    .split(',')
    .map((part) => part.trim());
  const times = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? []);
  const seconds = Number(times[0] ?? Number.NaN);
  if (times.length !== 1 || !(Math.abs(now.getTime() / 1_000 - seconds) <= STRIPE_TOLERANCE_SECONDS))
    return false;
  const expected = createHmac('sha256', secret).update(`${times[0]}.`).update(body).digest();
  const given = parts
    .flatMap((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? [])
    .slice(0, MOST_SIGNATURES);
  return given.reduce((signed, hex) => timingSafeEqual(expected, Buffer.from(hex, 'hex')) || signed, false);
}
