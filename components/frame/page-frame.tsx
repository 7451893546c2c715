'use client';

import { Fragment, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/link';
import { FindBox } from './find-box';
import { HereNow } from './here-now';
import { IngestLight } from './ingest-light';
import { LostBanner } from './lost-banner';
import { PersonMenu } from './person-menu';
import { PrintNote } from './print-note';

export interface Crumb {
  label: ReactNode;
  href?: string;
}

interface PageFrameProps {
  /** Where the page stands, the page itself last. */
  crumbs: readonly Crumb[];
  /** The page fills the window and scrolls inside its own parts; on a narrow screen it scrolls as a whole. */
  fit?: boolean;
  children: ReactNode;
}

/** The top bar and the ground of one page. */
export function PageFrame({ crumbs, fit = false, children }: PageFrameProps) {
  return (
    <>
      <header className="sticky top-0 z-20 flex h-11 shrink-0 items-center gap-3 border-b bg-ground pr-4 pl-5 max-sm:gap-2 max-sm:px-3 print:hidden">
        <nav aria-label="Breadcrumb" className="min-w-0">
          <ol className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">
            {crumbs.map((crumb, index) => {
              const last = index === crumbs.length - 1;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <Fragment key={index}>
                  <li
                    className={cn('min-w-0 clip', last && 'font-medium text-ink', !last && 'max-sm:hidden')}
                  >
                    {crumb.href && !last ? (
                      <Link href={crumb.href} className="inline-flex h-6 items-center hover:text-ink">
                        {crumb.label}
                      </Link>
                    ) : (
                      <span aria-current={last ? 'page' : undefined}>{crumb.label}</span>
                    )}
                  </li>
                  {last ? null : (
                    <li aria-hidden="true" className="max-sm:hidden">
                      /
                    </li>
                  )}
                </Fragment>
              );
            })}
          </ol>
        </nav>
        <div className="ml-auto flex shrink-0 items-center gap-3">
          <FindBox />
          <IngestLight />
          <HereNow />
          <PersonMenu />
        </div>
        <LostBanner />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={cn(
          'flex min-w-0 flex-1 flex-col bg-surface outline-none',
          fit && 'lg:h-[calc(100dvh-44px)] lg:flex-none lg:overflow-hidden print:h-auto!',
        )}
      >
        {children}
        <PrintNote />
      </main>
    </>
  );
}
