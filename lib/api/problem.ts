import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, type RetortError } from '@/lib/model/errors';

const CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** An RFC 9457 problem. `detail` is a sentence for a person; further members are the facts of the refusal. */
export const problem = z
  .looseObject({
    type: z.string().meta({ example: 'urn:retort:problem:conflict' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The path asked for.' }),
    code: z.enum([...CODES, 'internal']),
    request_id: z.string().meta({ description: 'As in the X-Request-Id header and in the log.' }),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;

const TITLES: Record<ErrorCode, string> = {
  malformed: 'Request cannot be read',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  stale_sign_in: 'Confirm that it is you',
  not_found: 'Not found',
  not_allowed: 'Not possible by this method',
  not_acceptable: 'No answer of the type asked for',
  conflict: 'Changed by somebody else',
  too_large: 'Too large',
  unsupported: 'Form of the body not supported',
  invalid: 'Invalid input',
  precondition: 'Not possible in this state',
  busy: 'Too many requests',
  unavailable: 'Not available at the moment',
};

/** Seconds after which to ask again what was not available, where nothing else is said: most of what is away is back soon. */
export const AGAIN_AFTER = 5;

interface Asked {
  instance: string;
  requestId: string;
}

/** The problem that a refusal becomes. */
export function problemOf(error: RetortError, { instance, requestId }: Asked): Problem {
  return {
    ...(error.code === 'unavailable' ? { retry_after: AGAIN_AFTER } : {}),
    ...error.facts,
    type: `urn:retort:problem:${error.code}`,
    title: TITLES[error.code],
    status: ERROR_STATUS[error.code],
    detail: error.message,
    instance,
    code: error.code,
    request_id: requestId,
  };
}

/** The problem for an error nobody foresaw: says nothing of what went wrong inside, only where the log has it. */
export function internalProblem({ instance, requestId }: Asked): Problem {
  return {
    type: 'urn:retort:problem:internal',
    title: 'Internal error',
    status: 500,
    detail:
      'Retort failed to answer this. Nothing was changed. The log has the details under the request id.',
    instance,
    code: 'internal',
    request_id: requestId,
  };
}

export function problemResponse(answer: Problem): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (answer.status === 401) headers.set('www-authenticate', 'Bearer realm="retort"');
  if (typeof answer.retry_after === 'number') headers.set('retry-after', String(answer.retry_after));
  return new Response(JSON.stringify(answer), { status: answer.status, headers });
}
