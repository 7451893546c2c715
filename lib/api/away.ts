import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { databaseAway } from '@/lib/db/pulse';
import { AGAIN_AFTER } from './problem';

const STYLE = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #f5f7f9; color: #1b2430 }
main { max-width: 34rem; margin: 0 auto; padding: 14vh 1.5rem 0 }
h1 { font-size: 1.25rem; margin: 0 0 .5rem }
a { color: inherit; display: inline-block; margin-top: .75rem; padding: .6rem 0 }
@media (prefers-color-scheme: dark) { body { background: #0d1015; color: #dde3ea } }`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Database away – Retort</title><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${AGAIN_AFTER}"><style>${STYLE}</style></head>
<body><main role="alert"><h1>Retort cannot reach its database</h1>
<p>This page looks again every ${AGAIN_AFTER} seconds and shows what you asked for once the database is back. What was done before is kept, and
what was accepted is taken in then.</p><a href="">Look again now</a></main></body>
</html>
`;

/** Whether a request is for a page: what programs ask for is answered by its route, in its own form. */
export function isPage({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path = ''] = url.split('?');
  return !/^\/(_next|api|v1|taxii2|healthz|readyz|metrics)(\/|$)|^\/[\w-]+\.\w+$/.test(path);
}

/** Answers a page by a sentence while the database is away, since none can be drawn then. Whether it did. */
export function answerAway(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isPage(request) || !databaseAway()) return false;
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'retry-after': String(AGAIN_AFTER),
  });
  response.end(request.method === 'HEAD' ? undefined : PAGE);
  return true;
}
