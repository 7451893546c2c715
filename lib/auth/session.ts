import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/lib/model/access';
import { type SignedIn, signedIn } from './actor';
import { PATH_HEADER } from './path-header';

/** Who is signed in, or null. For server components; asked once per request. */
export const currentSignIn: () => Promise<SignedIn | null> = cache(async () => signedIn(await headers()));

/**
 * Who is signed in. Sends everybody else to the sign-in page, and who must add a second factor to where they do; both
 * lead back to `next` (default: the path asked for).
 */
export async function requireActor(next?: string): Promise<Actor & { kind: 'person' }> {
  const found = await currentSignIn();
  if (found && !found.mustProtect) return found.actor;
  const path = next ?? (await headers()).get(PATH_HEADER) ?? '/';
  redirect(`/sign-in${found ? '/protect' : ''}?next=${encodeURIComponent(path)}`);
}
