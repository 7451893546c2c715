import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/auth/client-address';
import { databaseRefusal } from '@/lib/db/errors';
import { databaseAway } from '@/lib/db/pulse';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { beginProof, proofSucceeded } from '@/lib/services/session/failures';
import type { Query, Verb } from '@/lib/services/verb';
import { currentContext, inContext, saneId } from '@/lib/watch/context';
import { readJson } from './body';
import { RateLimit } from './limit';
import { log } from './log';
import { internalProblem, type Problem, problemOf, problemResponse } from './problem';

/** What a handler gets. Nothing in it is checked but the actor: hand `params`, `search` and `json()` to a verb or query. */
export interface ApiCall {
  request: Request;
  actor: Actor;
  /** The dynamic segments of the path, percent-decoded. */
  params: Record<string, string>;
  /** The query of the address; a parameter given twice is an array. */
  search: Record<string, string | string[]>;
  /** The body as a JSON object, bounded in size. RetortError `malformed` or `too_large`. */
  json: () => Promise<Record<string, unknown>>;
}

/** An object is answered as JSON with status 200; a Response goes out as it is. */
export type ApiHandler<C = ApiCall> = (call: C) => Promise<object>;

type RouteParams = Record<string, string | string[] | undefined>;
type NextRoute = (request: Request, context: { params: Promise<RouteParams> }) => Promise<Response>;

/**
 * Makes a Next route handler: authenticates by API key or session (same-origin for changes), answers every refusal and
 * failure as an RFC 9457 problem, gives every answer an X-Request-Id and `Cache-Control: no-store`.
 *
 *     export const GET = apiRoute(async ({ actor, search }) => listCampaigns(search, { actor }));
 */
export function apiRoute(handler: ApiHandler | { handler: ApiHandler }): NextRoute {
  const run = typeof handler === 'function' ? handler : handler.handler;
  return respond(async (call) => run({ ...call, actor: await admitted(call.request) }));
}

/** As {@link apiRoute}, for what people do about their own sign-in: open also while they must add a second factor. */
export function selfRoute(handler: ApiHandler): NextRoute {
  return respond(async (call) =>
    handler({ ...call, actor: await admitted(call.request, { unprotected: true }) }),
  );
}

/**
 * As {@link selfRoute}, for a proof of who acts: each attempt counts as failed until it succeeded, so that
 * whoever found an open window cannot go on guessing.
 */
export function proofRoute<S extends z.ZodType, O extends object>(verb: Verb<S, O>): NextRoute {
  return selfRoute(async ({ actor, request, json }) => {
    const body = await json();
    const attempt = {
      email: actor.kind === 'person' ? actor.email : undefined,
      address: clientAddress(request.headers),
    };
    await beginProof(attempt);
    const answer = await verb(body as z.input<S>, { actor });
    await proofSucceeded(attempt);
    return answer;
  });
}

/**
 * A route that is one read: the query of the address and the segments of the path are its input.
 *
 *     export const GET = queryRoute(listCampaigns);
 */
export function queryRoute<S extends z.ZodType, O extends object>(query: Query<S, O>): NextRoute {
  return apiRoute(({ actor, params, search }) => query({ ...search, ...params } as z.input<S>, { actor }));
}

/**
 * A route that is one change: the JSON body (when the method has one) and the segments of the path are its input.
 *
 *     export const POST = verbRoute(confirmCampaign);
 */
export function verbRoute<S extends z.ZodType, O extends object>(verb: Verb<S, O>, status = 200): NextRoute {
  return apiRoute(async ({ actor, params, request, json }) => {
    const body = request.body === null ? {} : await json();
    return Response.json(await verb({ ...body, ...params } as z.input<S>, { actor }), { status });
  });
}

/** As {@link apiRoute}, for what anybody may ask without a sign-in. */
export function publicRoute(handler: ApiHandler<Omit<ApiCall, 'actor'>>): NextRoute {
  return respond(handler);
}

/** As {@link publicRoute}, for what has an answer also while the database is away. */
export function watchRoute(handler: ApiHandler<Omit<ApiCall, 'actor'>>): NextRoute {
  return respond(handler, problemResponse, false);
}

/** As {@link apiRoute}, for a protocol with refusals of its own, and for programs that know only HTTP basic. */
export function protocolRoute(handler: ApiHandler, refusal: (problem: Problem) => Response): NextRoute {
  return respond(
    async (call) => handler({ ...call, actor: await admitted(call.request, { basic: true }) }),
    refusal,
  );
}

/**
 * As {@link apiRoute}, for what takes bodies in: as many requests as come, because there the limit is what may wait. Refusals may be a
 * protocol's own.
 */
export function intakeRoute(handler: ApiHandler, refusal?: (problem: Problem) => Response): NextRoute {
  return respond(
    async (call) => handler({ ...call, actor: await admitted(call.request, {}, 'unpaced') }),
    refusal,
  );
}

// RETORT_RATE: requests a second that one person or key may go on with; ten seconds' worth and more may come at once.
const perSecond = Number(process.env.RETORT_RATE) || 200;
const known = new RateLimit({ perSecond, burst: perSecond * 20 });
const strangers = new RateLimit({ perSecond: perSecond / 10, burst: perSecond * 2 });

/** Who makes this request, and not too many of them. Whoever is refused counts by the address they come from. */
async function admitted(
  request: Request,
  asked?: Parameters<typeof actorOf>[1],
  pace: 'paced' | 'unpaced' = 'paced',
): Promise<Actor> {
  let actor: Actor;
  try {
    actor = await actorOf(request, asked);
  } catch (error) {
    if (error instanceof RetortError && error.code === 'unauthenticated')
      strangers.take(clientAddress(request.headers) ?? 'unknown');
    throw error;
  }
  if (actor.kind !== 'system' && pace === 'paced') known.take(`${actor.kind} ${actor.id}`);
  return actor;
}

function respond(
  run: ApiHandler<Omit<ApiCall, 'actor'>>,
  refusal: (problem: Problem) => Response = problemResponse,
  needsDatabase = true,
): NextRoute {
  return async (request, context) => {
    const requestId = requestIdOf(request);
    return inContext({ ...currentContext(), id: requestId }, async () => {
      let response: Response;
      try {
        const { pathname, searchParams } = new URL(request.url);
        try {
          const away = needsDatabase ? databaseAway() : null;
          if (away) throw away;
          const params = stringParams((await context.params) ?? {});
          const answer = await run({
            request,
            params,
            search: searchOf(searchParams),
            json: () => readJson(request),
          });
          response = answer instanceof Response ? answer : Response.json(answer);
        } catch (error) {
          response = refusal(refuse(error, { instance: pathname, requestId, method: request.method }));
        }
      } catch (error) {
        response = refusal(refuse(error, { instance: '', requestId, method: request.method }));
      }
      return sealed(response, requestId);
    });
  };
}

function refuse(error: unknown, asked: { instance: string; requestId: string; method: string }): Problem {
  const refusal = error instanceof RetortError ? error : (databaseRefusal(error) ?? dataRefusal(error));
  if (!refusal) {
    log.error({ err: error, ...asked }, 'request failed');
    return internalProblem(asked);
  }
  // While the database is away every request would say the same.
  if (refusal.code === 'unavailable' && error !== refusal)
    log.warn({ err: error, ...asked }, refusal.message);
  return problemOf(refusal, asked);
}

/** Errors of PostgreSQL about values it cannot take: out of range, not of the type, not storable as text. */
const BAD_VALUES = new Set(['22P02', '22P05', '22003', '22007', '22008', '22021']);

/** What comes in is checked by schemas; what still is beyond the database is the caller's, not a failure of ours. */
function dataRefusal(error: unknown): RetortError | null {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  if (typeof code !== 'string' || !BAD_VALUES.has(code)) return null;
  return new RetortError('invalid', 'A value in this request is out of range or cannot be stored.');
}

function sealed(response: Response, requestId: string): Response {
  const headers = new Headers(response.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  // Whatever is in an answer, a browser that is led to it runs and draws nothing.
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function requestIdOf(request: Request): string {
  return saneId(request.headers.get('x-request-id')) ?? randomUUID();
}

/** Next has already decoded the segments; those of a catch-all are joined again. */
function stringParams(params: RouteParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, [value ?? []].flat().join('/')]),
  );
}

function searchOf(searchParams: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
