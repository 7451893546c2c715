import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';

/** A page before the console: one column, one thing to do. */
export function SignInFrame({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className={wide ? 'w-full max-w-[440px]' : 'w-full max-w-[340px]'}>
        <div className="mb-6 flex items-center gap-2.5">
          <span className="text-accent">
            <Logo size={26} />
          </span>
          <h1 className="text-title font-semibold">{title}</h1>
        </div>
        {children}
      </div>
    </main>
  );
}
