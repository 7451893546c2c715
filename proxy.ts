import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '@/lib/auth/path-header';

/** Tells pages which address was asked for. It protects nothing: every page and route asks for itself who is there. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const search = new URLSearchParams(searchParams);
  search.delete('_rsc');
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, search.size > 0 ? `${pathname}?${search}` : pathname);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ['/((?!_next/|api/|healthz).*)'] };
