import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { SIGNATURE_HEADER, signBody } from './sign';
import { type Resolve, resolveTarget, type TargetPolicy } from './target';

/** How long a receiver may take for everything, in milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/** How much of an answer is read, in bytes. Nothing in it matters but its first words when it is a refusal. */
const MAX_ANSWER_BYTES = 4_096;
const SHOWN_CHARACTERS = 200;

export interface Delivery {
  url: string;
  secret: string;
  body: string;
  /** Sent as Idempotency-Key: the receiver must do the same order once, however often it arrives. */
  idempotencyKey: string;
  now: Date;
  policy: TargetPolicy;
  timeoutMs?: number;
  resolve?: Resolve;
}

/** What came of one attempt. `final`: repeating it would change nothing. */
export type Attempt =
  | { ok: true; status: number }
  | { ok: false; final: boolean; error: string; retryAfterMs?: number };

/** Answers that may be different next time, apart from everything from 500 on. */
const WORTH_REPEATING = new Set([408, 425, 429]);

/**
 * Sends one signed body, once. Never throws: every failure is an attempt with a sentence. Follows no redirect, connects only
 * to the address that was checked, reads a bounded answer, and gives up after the timeout.
 */
export async function deliver(delivery: Delivery): Promise<Attempt> {
  const timeoutMs = delivery.timeoutMs ?? DELIVERY_TIMEOUT_MS;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const url = new URL(delivery.url);
    const pinned = await orTimeout(resolveTarget(url, delivery.policy, delivery.resolve), signal);
    return await post(url, pinned, delivery, signal);
  } catch (error) {
    if (signal.aborted) {
      return { ok: false, final: false, error: `No answer within ${(timeoutMs / 1_000).toString()} s.` };
    }
    return { ok: false, final: false, error: plain(error instanceof Error ? error.message : String(error)) };
  }
}

function post(
  url: URL,
  pinned: { address: string; family: number },
  { body, secret, idempotencyKey, now }: Delivery,
  signal: AbortSignal,
): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal,
      // Node asks for one address or for all of them, depending on its version and settings.
      lookup: (_host, options, done) =>
        options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'retort',
        'idempotency-key': idempotencyKey,
        [SIGNATURE_HEADER]: signBody(body, secret, now),
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      readStart(response).then((text) => resolve(judge(response, text)), reject);
    });
    request.end(body);
  });
}

/** The first bytes of an answer as text; the connection is closed when more follows. */
async function readStart(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function judge(response: IncomingMessage, text: string): Attempt {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { ok: true, status };
  const said = plain(text).slice(0, SHOWN_CHARACTERS);
  const redirect = status >= 300 && status < 400 ? ' (redirects are not followed)' : '';
  return {
    ok: false,
    final: status < 500 && !WORTH_REPEATING.has(status),
    error: `Answered ${status}${redirect}${said ? `: ${said}` : ''}`,
    retryAfterMs: retryAfter(response.headers['retry-after']),
  };
}

function retryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined;
}

/** One line without control characters: what a receiver says is shown to people. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
