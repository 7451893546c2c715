import { type Attempt, judge, plain } from './attempt';
import type { Line } from './line';
import { SIGNATURE_HEADER, signBody } from './sign';

export interface Delivery {
  url: string;
  secret: string;
  body: string;
  /** Sent as Idempotency-Key: the receiver must do the same order once, however often it arrives. */
  idempotencyKey: string;
  now: Date;
}

/** Sends one signed body, once. Never throws: every failure is an attempt with a sentence. */
export async function deliver(line: Pick<Line, 'send'>, delivery: Delivery): Promise<Attempt> {
  const { url, secret, body, idempotencyKey, now } = delivery;
  return attempted(secret, async () =>
    judge(
      await line.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          [SIGNATURE_HEADER]: signBody(body, secret, now),
        },
        body,
      }),
    ),
  );
}

/**
 * The attempt that comes of calling a target; when nothing was answered, one that may be repeated. A receiver that tells the secret
 * back has it taken out of what is kept and shown.
 */
export async function attempted(secret: string, call: () => Promise<Attempt>): Promise<Attempt> {
  try {
    const attempt = await call();
    return attempt.ok ? attempt : { ...attempt, error: attempt.error.replaceAll(secret, '[secret]') };
  } catch (error) {
    return { ok: false, final: false, error: plain(error instanceof Error ? error.message : String(error)) };
  }
}
