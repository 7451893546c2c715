import { randomBytes, randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { databaseAway } from '@/lib/db/pulse';
import { projectRoot } from '@/lib/db/root';
import { enterContext, saneId } from '@/lib/watch/context';
import { figures } from '@/lib/watch/metrics';
import { builtRoutes } from '@/lib/watch/routes';
import { beginTrace, endTrace } from '@/lib/watch/trace';
import { log } from './log';

/** The header that says, with a word only this process knows, that a request came from this machine itself. */
export const PEER_HEADER = 'x-retort-peer';
const SLOW_SECONDS = 1;

const HELD = Symbol.for('retort.server');
const held = globalThis as { [HELD]?: { word: string; watched: boolean } };
held[HELD] ??= { word: randomBytes(18).toString('base64url'), watched: false };
const shared = held[HELD];

/** Whether a request came over the loopback interface and by way of no proxy. */
export function fromThisMachine(headers: Headers): boolean {
  return headers.get(PEER_HEADER) === shared.word;
}

interface Begun {
  at: number;
  id: string;
  trace: ReturnType<typeof beginTrace>;
}

/**
 * Watches every request that this process answers, pages and files too: an id (the caller's, when it is sane), how long it took by
 * route, a line in the log for changes and for what failed or was slow, and a span when traces are taken.
 */
export function watchServer(): void {
  if (shared.watched) return;
  shared.watched = true;
  const begun = new WeakMap<IncomingMessage, Begun>();
  let template: ((path: string) => string) | undefined;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const id = saneId(request.headers['x-request-id'] as string | undefined) ?? randomUUID();
    request.headers['x-request-id'] = id;
    stampPeer(request);
    const trace = beginTrace(request.headers.traceparent as string | undefined);
    begun.set(request, { at: performance.now(), id, trace });
    enterContext(trace ? { id, trace } : { id });
  });
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const start = begun.get(request);
    if (!start) return;
    template ??= builtRoutes(projectRoot());
    const [path = ''] = (request.url ?? '').split('?');
    noteAnswer(start, request.method ?? '', template(path), response.statusCode);
  });
}

function noteAnswer({ at, id, trace }: Begun, method: string, route: string, status: number): void {
  const seconds = (performance.now() - at) / 1000;
  figures.observe(
    'retort_http_request_seconds',
    [METHODS.has(method) ? method : 'other', route, String(status)],
    seconds,
  );
  const changes = method !== 'GET' && method !== 'HEAD' && !BEATS.has(route);
  // What gateways send is counted, not told one by one: a thousand lines a second would fill the disk.
  const many = INTAKE.test(route) && status !== 500;
  const level =
    many || (status === 503 && databaseAway())
      ? 'debug'
      : status >= 500
        ? 'warn'
        : changes || seconds > SLOW_SECONDS
          ? 'info'
          : 'debug';
  // The path itself may hold names of accounts.
  log[level](
    { request_id: id, method, route, status, ms: Math.round(seconds * 1000) },
    seconds > SLOW_SECONDS ? 'answered slowly' : 'answered',
  );
  if (trace) {
    const end = Date.now();
    endTrace(trace, {
      name: `${method} ${route}`,
      start: end - seconds * 1000,
      end,
      attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
      failed: status >= 500,
    });
  }
}

/** Sent every few seconds by each open window. */
const BEATS = new Set(['/api/console/presence']);
const INTAKE = /^\/(v1\/traces$|api\/v1\/ingest(\/|$))/;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function stampPeer(request: IncomingMessage): void {
  const local = LOOPBACK.test(request.socket.remoteAddress ?? '');
  const direct = FORWARDED.every((name) => request.headers[name] === undefined);
  if (local && direct) request.headers[PEER_HEADER] = shared.word;
  else delete request.headers[PEER_HEADER];
}
