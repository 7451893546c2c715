import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/lib/model/access';
import { personOf } from './actor';
import { PATH_HEADER } from './path-header';

/** Who is signed in, or null. For server components; asked once per request. */
export const currentActor: () => Promise<Actor | null> = cache(async () => personOf(await headers()));

/** Who is signed in; sends everybody else to the sign-in page, which leads back to `next` (default: the path asked for). */
export async function requireActor(next?: string): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = next ?? (await headers()).get(PATH_HEADER) ?? '/';
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
