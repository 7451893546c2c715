'use client';

import { type ConsolePerson, PersonContext } from '@/components/frame/person';
import { AddTwoFactor } from '@/components/security/add-two-factor';
import { ConfirmMe } from '@/components/security/confirm-me';
import { QueryProvider } from '@/lib/queries/provider';

/** The steps of adding a second factor; then on to where one wanted. */
export function ProtectClient({ next, person }: { next: string; person: ConsolePerson }) {
  return (
    <QueryProvider>
      <PersonContext value={person}>
        <AddTwoFactor onDone={() => window.location.assign(next)} />
        <ConfirmMe />
      </PersonContext>
    </QueryProvider>
  );
}
