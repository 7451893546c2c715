import type { Metadata } from 'next';
import { SignInFrame } from '@/app/sign-in/frame';
import { TellOpener } from './client';

export const metadata: Metadata = { title: 'Confirmed' };

/** Where the provider leads back to when somebody confirmed in a window of its own that it is them. */
export default function DonePage() {
  return (
    <SignInFrame title="Thank you">
      <p className="text-ink-2">Close this window: the one you came from goes on by itself.</p>
      <TellOpener />
    </SignInFrame>
  );
}
