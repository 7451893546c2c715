import { readFeed } from '@/lib/services/share/feed';
import { problemResponse } from './problem';
import { protocolRoute } from './route';

/** A block list as plain text, or 304 for whoever has it as it stands (RFC 9110, section 13.1.2). */
export const feedRoute = protocolRoute(async ({ request, actor, params }) => {
  const { text, tag } = await readFeed(params as never, { actor });
  const headers = { etag: tag, 'cache-control': 'private, no-cache' };
  if (isHeld(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
}, problemResponse);

function isHeld(held: string | null, tag: string): boolean {
  return (held ?? '').split(',').some((each) => {
    const one = each.trim();
    return one === '*' || one.replace(/^W\//, '') === tag;
  });
}
