import { exportResponse, failure, type OtlpAnswer } from '@/lib/ingest/otlp/answer';
import { RetortError } from '@/lib/model/errors';
import { receiveTraces } from '@/lib/services/inbox/receive-traces';
import { AGAIN_AFTER, type Problem } from './problem';
import { intakeRoute } from './route';

type NextRoute = ReturnType<typeof intakeRoute>;

/**
 * `POST /v1/traces`, OTLP over HTTP in JSON or protobuf: answers, also refusals, in the encoding of the request. 429 and 503 say when to send
 * again; 400 and 415 say not to. Source: OpenTelemetry Protocol specification, "OTLP/HTTP Response".
 */
export const otlpRoute: NextRoute = (request, context) =>
  (encodingOf(request) === 'protobuf' ? inProtobuf : inJson)(request, context);

const inJson = route(true);
const inProtobuf = route(false);

function route(json: boolean): NextRoute {
  return intakeRoute(
    async ({ request, actor }) => {
      if (encodingOf(request) === null) {
        throw new RetortError('unsupported', 'Traces come as application/x-protobuf or application/json.');
      }
      const { rejected, message } = await receiveTraces(request, actor, json);
      return respond(exportResponse(json, rejected, message), 200);
    },
    (problem) => refuse(problem, json),
  );
}

function encodingOf(request: Request): 'json' | 'protobuf' | null {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  return type === 'application/x-protobuf' || type === 'application/protobuf' ? 'protobuf' : null;
}

function refuse({ status, detail, retry_after }: Problem, json: boolean): Response {
  const headers: Record<string, string> = {};
  if (status === 429 || status === 503)
    headers['retry-after'] = String(typeof retry_after === 'number' ? retry_after : AGAIN_AFTER);
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="retort"';
  return respond(failure(json, status, detail), status, headers);
}

function respond({ type, body }: OtlpAnswer, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...headers, 'content-type': type } });
}
