import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '@/lib/db/root';
import { openApiDocument } from './openapi';
import { OPERATIONS } from './operations';

const API = join(projectRoot(), 'app/api/v1');

/** Every `METHOD /path` that a route file under app/api/v1 exports, except the catch-all and the document itself. */
function routesOnDisk(): string[] {
  return readdirSync(API, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'route.ts')
    .flatMap((entry) => {
      const folder = entry.parentPath.slice(API.length).replaceAll('\\', '/');
      if (folder.startsWith('/[...') || folder === '/openapi.json') return [];
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const methods = [
        ...text.matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g),
      ];
      return methods.map(([, method]) => `${method} /api/v1${folder.replace(/\[(\w+)\]/g, '{$1}')}`);
    })
    .sort();
}

describe('openapi.json', () => {
  test('describes exactly the routes there are', () => {
    const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort();
    expect(described).toEqual(routesOnDisk());
  });

  const document = JSON.parse(JSON.stringify(openApiDocument()));

  test('is an OpenAPI document whose every reference leads somewhere', () => {
    expect(document.openapi).toBe('3.1.1');
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const found = reference
        .split('/')
        .reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], document);
      expect(found, reference).toBeDefined();
    }
  });

  test('has one id an operation', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>).map(
        (operation) => operation.operationId,
      ),
    );
    expect(new Set(ids).size).toBe(OPERATIONS.length);
  });

  test('says what a decision needs, as the verb itself parses it', () => {
    const dismiss = document.paths['/api/v1/campaigns/{id}/dismiss'].post;
    expect(dismiss.parameters).toMatchObject([{ in: 'path', name: 'id', required: true }]);
    const body = dismiss.requestBody.content['application/json'].schema;
    expect(body.required.sort()).toEqual(['outcome', 'reason', 'version']);
    expect(body.properties.reason).toMatchObject({ type: 'string', minLength: 3, maxLength: 2000 });
    expect(body.properties.outcome.enum).toContain('authorized');
  });

  test('pages are bounded', () => {
    const parameters = document.paths['/api/v1/campaigns/{id}/accounts'].get.parameters;
    const limit = parameters.find((parameter: { name: string }) => parameter.name === 'limit');
    expect(limit).toMatchObject({ in: 'query', schema: { minimum: 1, maximum: 500 } });
  });
});
