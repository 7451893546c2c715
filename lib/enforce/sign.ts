import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'retort-signature';

/** How old a signature may be when it is checked, in seconds; older ones may be replays. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * The value of the `Retort-Signature` header: `t=<unix seconds>,v1=<hex>`, where the hex is the HMAC-SHA256 of
 * `<unix seconds>.<body>` under the webhook's secret.
 */
export function signBody(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${mac(seconds, body, secret).toString('hex')}`;
}

/** What a receiver does: whether `header` signs `body` under `secret` and is fresh at `now`. */
export function verifySignature(header: string, body: string, secret: string, now: Date): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match?.[1] || !match[2]) return false;
  const seconds = Number(match[1]);
  if (Math.abs(now.getTime() / 1_000 - seconds) > SIGNATURE_TOLERANCE_SECONDS) return false;
  return timingSafeEqual(mac(seconds, body, secret), Buffer.from(match[2], 'hex'));
}

function mac(seconds: number, body: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
}
