import { dehydrate } from '@tanstack/react-query';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { KeepNonce } from '@/components/frame/keep-nonce';
import { Shell } from '@/components/frame/shell';
import { THEME_COOKIE, themeOf } from '@/components/frame/theme-cookie';
import { NONCE_HEADER } from '@/lib/auth/path-header';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { consoleStatus } from '@/lib/services/console/status';
import { listViews } from '@/lib/services/view/list';

/** The console: for people who are signed in. Every page asks again who is there, since layouts are kept between pages. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: keys.status(), queryFn: () => consoleStatus({}, { actor }) }),
    client.prefetchQuery({ queryKey: keys.views(), queryFn: () => listViews({ limit: 100 }, { actor }) }),
  ]);
  const { id, name, email, role } = actor;
  return (
    <Shell
      person={{ id, name, email, role }}
      theme={themeOf((await cookies()).get(THEME_COOKIE)?.value)}
      now={Date.now()}
      state={dehydrate(client)}
    >
      <KeepNonce nonce={(await headers()).get(NONCE_HEADER)} />
      {children}
    </Shell>
  );
}
