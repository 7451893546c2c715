import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy } from '@/lib/auth/content-policy';
import { NONCE_HEADER, PATH_HEADER } from '@/lib/auth/path-header';
import { publicOrigin } from '@/lib/auth/same-origin';

const dev = process.env.NODE_ENV === 'development';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Tells pages which address was asked for, and browsers what may run in them. It lets nobody in: every page and route
 * asks for itself who is there.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const search = new URLSearchParams(searchParams);
  search.delete('_rsc');
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentPolicy(nonce, { dev });
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, search.size > 0 ? `${pathname}?${search}` : pathname);
  headers.set(NONCE_HEADER, nonce);
  // Next takes the nonce of its own scripts from here.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (publicOrigin()?.startsWith('https:'))
    response.headers.set('strict-transport-security', `max-age=${YEAR_SECONDS}`);
  return response;
}

export const config = { matcher: ['/((?!_next/|api/|taxii2|v1/traces|healthz|readyz|metrics).*)'] };
