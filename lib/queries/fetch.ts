/** The server answered with a refusal: its code, its sentence for a person, and the facts it gave. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly facts: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** No answer came: the network or the server is away. */
export class LostConnectionError extends Error {
  override readonly name = 'LostConnectionError';
  constructor() {
    super(
      'Retort cannot be reached. What you see is kept; it goes on by itself when the connection is back.',
    );
  }
}

/** Values of a query string; null, undefined and empty ones are left out, arrays are repeated. */
export type Params = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** "/path?b=2" with the parameters in a fixed order. */
export function pathWith(path: string, params: Params = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') search.append(name, String(one));
    }
  }
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}

/** The JSON at a path of this server. ProblemError when it refuses, LostConnectionError when it does not answer. */
export async function getJson<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  return ask<T>(pathWith(path, params), { signal });
}

/** Sends a change as JSON and gives back the answer. Errors as for {@link getJson}. */
export async function postJson<T>(
  path: string,
  body: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<T> {
  return sendJson<T>('POST', path, body, signal);
}

/** As {@link postJson}, by the method that the address asks for. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<T> {
  return ask<T>(path, {
    signal,
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Sends a file as it is, and gives back the answer. Errors as for {@link getJson}. */
export async function sendBytes<T>(path: string, params: Params, body: Blob, type: string): Promise<T> {
  return ask<T>(pathWith(path, params), { method: 'POST', headers: { 'content-type': type }, body });
}

type Confirmer = () => Promise<boolean>;
let confirmer: Confirmer | null = null;

/**
 * Says who asks the person to prove who they are when a dangerous act needs it. What they were about to do is then
 * sent again by itself. Answers how to take that back.
 */
export function confirmWith(ask: Confirmer): () => void {
  confirmer = ask;
  return () => {
    if (confirmer === ask) confirmer = null;
  };
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  try {
    return await askOnce<T>(path, init);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.facts.two_factor_required === true && typeof location !== 'undefined')
      location.assign(`/sign-in/protect?next=${encodeURIComponent(location.pathname + location.search)}`);
    if (error.code !== 'stale_sign_in' || !confirmer) throw error;
    if (await confirmer()) return askOnce<T>(path, init);
    throw new ProblemError(error.status, error.code, 'It was not confirmed that it is you.', error.facts);
  }
}

async function askOnce<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new LostConnectionError();
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, body);
  if (body === null) throw new LostConnectionError();
  return body as T;
}

/** The refusal that a body says. */
export function problemOf(status: number, body: unknown): ProblemError {
  const facts = body && typeof body === 'object' ? (body as Record<string, unknown>) : {};
  const code = typeof facts.code === 'string' ? facts.code : 'internal';
  const detail = typeof facts.detail === 'string' ? facts.detail : `The server answered ${status}.`;
  return new ProblemError(status, code, detail, facts);
}
