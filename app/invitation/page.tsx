import type { Metadata } from 'next';
import { SignInFrame } from '@/app/sign-in/frame';
import { ssoProvider } from '@/lib/auth/sso';
import { AcceptInvitation } from './client';

export const metadata: Metadata = { title: 'Invitation' };

/** Where the link of an invitation leads. Its token stands behind the #, so that no log and no other site gets it. */
export default function InvitationPage() {
  return (
    <SignInFrame title="Welcome to Retort">
      <AcceptInvitation sso={ssoProvider()?.name ?? null} />
    </SignInFrame>
  );
}
