import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ERROR_STATUS } from '@/lib/model/errors';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';
import { problem } from './problem';

/** The OpenAPI document of /api/v1, made from the schemas that the verbs and queries themselves parse with. */
export function openApiDocument(): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Retort',
      version: '1',
      description:
        'Finds and stops distillation campaigns. Lists are keyset pages: pass `next_cursor` as `cursor` until it is null. ' +
        'Errors are RFC 9457 problems. A decision names the version it looked at; a conflict says who changed it since.',
    },
    paths,
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key with the scopes ingest, read or enforce.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'retort.session_token' },
      },
    },
  });
}

function operationObject({
  method,
  path,
  summary,
  right,
  input,
  answer,
  status = 200,
  body,
  file = 'application/json',
}: Operation): ZodOpenApiOperationObject {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const shape = Object.entries(input.shape as Record<string, z.ZodType>);
  const pathShape = Object.fromEntries(shape.filter(([name]) => inPath.includes(name)));
  const rest = z.object(Object.fromEntries(shape.filter(([name]) => !inPath.includes(name))));
  const hasRest = Object.keys(rest.shape).length > 0;
  return {
    operationId: operationId(method, path),
    summary,
    description: `Needs the right \`${right}\`.`,
    requestParams: {
      ...(inPath.length > 0 ? { path: z.object(pathShape) } : {}),
      ...(method === 'get' && hasRest ? { query: rest } : {}),
    },
    ...(body
      ? {
          requestBody: {
            required: true,
            description: body.description,
            content: { [body.type]: { schema: z.string() } },
          },
        }
      : {}),
    ...(!body && method !== 'get' && hasRest
      ? { requestBody: { required: true, content: { 'application/json': { schema: rest } } } }
      : {}),
    responses: {
      [String(status)]: {
        description: 'Done.',
        content: Object.fromEntries([file].flat().map((type) => [type, { schema: answer }])),
      },
      default: {
        description: `A problem: ${Object.values(ERROR_STATUS).join(', ')} or 500.`,
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  };
}

/** `GET /api/v1/campaigns/{id}/accounts` → `get_campaigns_id_accounts`. */
function operationId(method: string, path: string): string {
  return [method, ...path.replace('/api/v1/', '').split('/')]
    .map((part) => part.replace(/\W/g, ''))
    .join('_');
}
