import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Note } from '@/components/ui/note';
import { safeNext } from '@/lib/auth/safe-next';
import { currentSignIn } from '@/lib/auth/session';
import { ssoProvider } from '@/lib/auth/sso';
import { databaseRefusal } from '@/lib/db/errors';
import { SignInForm } from './client';
import { SignInFrame } from './frame';

export const metadata: Metadata = { title: 'Sign in' };

/** Why the provider's way back did not end in a session, by the word of the sign-in library. */
const REFUSALS: Record<string, string> = {
  signup_disabled: 'Nobody here has that address. Ask an administrator to invite you.',
  account_not_linked:
    'Your provider does not say that it has checked your address, so it cannot stand for you here. Sign in with your password, or ask an administrator.',
  disabled: 'This sign-in was disabled. Ask an administrator of Retort.',
  access_denied: 'You did not allow the sign-in at your provider.',
};

/** The way in. Leads to `next`, a path of this console; whoever is signed in already goes there at once. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: asked, error } = await searchParams;
  const next = safeNext(asked);
  const { there, problem } = await whoIsThere();
  if (there) redirect(next);
  const refusal =
    typeof error === 'string'
      ? (REFUSALS[error] ??
        'Your provider’s answer could not be used. Try again, and ask an administrator if it stays so.')
      : null;
  return (
    <SignInFrame title="Sign in to Retort">
      {(problem ?? refusal) ? (
        <Note kind="bad" className="mb-4">
          {problem ?? refusal}
        </Note>
      ) : null}
      <SignInForm next={next} sso={ssoProvider()?.name ?? null} />
      <p className="mt-6 text-small text-ink-3">
        No sign-in, or the password is lost? An administrator invites you or gives you a new one, in the
        console or by <code className="font-mono whitespace-nowrap">npx retort user</code>.
      </p>
    </SignInFrame>
  );
}

async function whoIsThere(): Promise<{ there: boolean; problem: string | null }> {
  try {
    return { there: (await currentSignIn()) !== null, problem: null };
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (!refusal) throw error;
    return { there: false, problem: refusal.message };
  }
}
