'use client';

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useSyncExternalStore } from 'react';
import { ConfirmMe } from '@/components/security/confirm-me';
import { Avatar } from '@/components/ui/avatar';
import { NowProvider } from '@/components/ui/now';
import { toasting } from '@/components/ui/toast';
import { QueryProvider } from '@/lib/queries/provider';
import { type ConsolePerson, PersonContext } from './person';
import { Rail } from './rail';
import { ThemeContext } from './theme';
import type { Theme } from './theme-cookie';
import { ThemeSwitch } from './theme-switch';

const Toaster = dynamic(() => import('./toaster').then((part) => part.Toaster), { ssr: false });

interface ShellProps {
  person: ConsolePerson;
  theme: Theme;
  /** The server's clock in ms. */
  now: number;
  /** What the frame itself reads, as the server read it. */
  state: DehydratedState;
  children: ReactNode;
}

/** What surrounds every page of the console and stays when pages change: the rail, and what all pages share. */
export function Shell({ person, theme, now, state, children }: ShellProps) {
  const toasts = useSyncExternalStore(toasting.onChange, toasting.isWanted, () => false);
  return (
    <QueryProvider>
      <HydrationBoundary state={state}>
        <NuqsAdapter>
          <PersonContext value={person}>
            <ThemeContext value={theme}>
              <NowProvider start={now}>
                <a
                  href="#content"
                  className="print:hidden absolute -top-16 left-3 z-60 rounded-md bg-accent-fill px-3 py-1.5 font-medium text-on-accent focus:top-2"
                >
                  Skip to the content
                </a>
                <div className="grid min-h-dvh grid-cols-[176px_minmax(0,1fr)] max-lg:grid-cols-[52px_minmax(0,1fr)] max-sm:grid-cols-[44px_minmax(0,1fr)] print:block">
                  <aside aria-label="Retort" className="border-r bg-ground print:hidden">
                    <div className="sticky top-0 flex h-dvh flex-col">
                      <Rail />
                      <div className="flex items-center gap-2 px-4 py-3 max-lg:hidden">
                        <Avatar person={person} />
                        <span className="min-w-0 flex-1">
                          <span className="block clip text-small leading-4 font-medium">{person.name}</span>
                          <span className="block text-axis text-ink-3 capitalize">{person.role}</span>
                        </span>
                        <ThemeSwitch />
                      </div>
                    </div>
                  </aside>
                  <div className="flex min-w-0 flex-col">{children}</div>
                </div>
                <ConfirmMe />
                {toasts ? <Toaster /> : null}
              </NowProvider>
            </ThemeContext>
          </PersonContext>
        </NuqsAdapter>
      </HydrationBoundary>
    </QueryProvider>
  );
}
