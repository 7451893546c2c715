import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInFrame } from '@/app/sign-in/frame';
import { safeNext } from '@/lib/auth/safe-next';
import { currentSignIn } from '@/lib/auth/session';
import { ProtectClient } from './client';

export const metadata: Metadata = { title: 'Add a second factor' };

/** Where everybody adds a second factor who needs one and has none. */
export default async function ProtectPage({ searchParams }: PageProps<'/sign-in/protect'>) {
  const next = safeNext((await searchParams).next);
  const there = await currentSignIn();
  if (!there) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if (!there.mustProtect) redirect(next);
  const { id, name, email, role } = there.actor;
  return (
    <SignInFrame title="Add a second factor" wide>
      <p className="mb-4 text-ink-2">
        Everybody here needs one. An authenticator app on your phone shows a code that is asked for after the
        password.
      </p>
      <ProtectClient next={next} person={{ id, name, email, role }} />
    </SignInFrame>
  );
}
