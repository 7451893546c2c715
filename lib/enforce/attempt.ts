/**
 * What came of one attempt. `final`: repeating it would change nothing. `target`: it says something of the target rather
 * than of this order, so the others need not be tried before a while. `skipped`: the target cannot do what the order says.
 */
export type Attempt =
  | { ok: true; status: number }
  | { ok: false; final: boolean; error: string; target?: boolean; skipped?: boolean; retryAfterMs?: number };

/** What a receiver answered: its status, the beginning of its words, and how long it asks to be left alone. */
export interface Answer {
  status: number;
  text: string;
  retryAfterMs?: number;
  /** Where more than the beginning was asked for: the bytes, whether there were more, and the headers. */
  whole?: { bytes: Uint8Array; cut: boolean; headers: Record<string, string> };
}

/** Answers that may be different next time, apart from everything from 500 on. */
const WORTH_REPEATING = new Set([408, 425, 429]);
/** Answers to whoever asks, not to what was asked: a wrong secret or address must not kill every order. */
const OF_THE_TARGET = new Set([401, 403, 405, 407, 429, 503]);

const SHOWN_CHARACTERS = 200;

/**
 * What an answer means for the order: any 2xx is taken, 408, 425, 429 and 5xx are tried again, and so are redirects, 401, 403, 405
 * and 407, which are for the target's administrator to repair; anything else is final.
 */
export function judge({ status, text, retryAfterMs }: Answer): Attempt {
  if (status >= 200 && status < 300) return { ok: true, status };
  const redirect = status >= 300 && status < 400;
  const said = plain(text).slice(0, SHOWN_CHARACTERS);
  const target = redirect || OF_THE_TARGET.has(status);
  return {
    ok: false,
    final: !target && status < 500 && !WORTH_REPEATING.has(status),
    error: `Answered ${status}${redirect ? ' (redirects are not followed)' : ''}${said ? `: ${said}` : ''}`,
    ...(target ? { target } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** One line without control characters: what a receiver says is shown to people. */
export function plain(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/** The wait that a Retry-After header asks for, in ms, given as seconds or as a date; undefined for anything else. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = /^[A-Z][a-z]{2}, \d{2} /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
