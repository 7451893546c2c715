import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Logo } from '@/components/ui/logo';
import { Note } from '@/components/ui/note';
import { safeNext } from '@/lib/auth/safe-next';
import { currentSignIn } from '@/lib/auth/session';
import { databaseRefusal } from '@/lib/db/errors';
import type { Actor } from '@/lib/model/access';
import { SignInForm } from './client';

export const metadata: Metadata = { title: 'Sign in' };

/** The way in. Leads to `next`, a path of this console; whoever is signed in already goes there at once. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = safeNext((await searchParams).next);
  const { actor, problem } = await whoIsThere();
  if (actor) redirect(next);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-[340px]">
        <div className="mb-6 flex items-center gap-2.5">
          <span className="text-accent">
            <Logo size={26} />
          </span>
          <h1 className="text-title font-semibold">Sign in to Retort</h1>
        </div>
        {problem ? (
          <Note kind="bad" className="mb-4">
            {problem}
          </Note>
        ) : null}
        <SignInForm next={next} />
        <p className="mt-6 text-small text-ink-3">
          No sign-in, or the password is lost? An administrator gives you one:{' '}
          <code className="font-mono">npx retort user add</code>.
        </p>
      </div>
    </main>
  );
}

async function whoIsThere(): Promise<{ actor: Actor | null; problem: string | null }> {
  try {
    return { actor: (await currentSignIn())?.actor ?? null, problem: null };
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (!refusal) throw error;
    return { actor: null, problem: refusal.message };
  }
}
