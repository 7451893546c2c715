'use client';

import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { count } from '@/components/ui/format';
import { Link, LinkPending } from '@/components/ui/link';
import { Logo } from '@/components/ui/logo';
import { useStatus } from '@/lib/queries/use-status';
import { PLACES } from './nav';
import { SavedViews } from './saved-views';

/** The way to every page. On a narrow screen only the icons stay, with their names as labels. */
export function Rail() {
  const path = usePathname();
  const { data: status } = useStatus();
  return (
    <div className="flex min-h-0 flex-1 flex-col px-2 max-lg:px-1.5">
      <Link
        href="/queue"
        aria-label="Retort, to the queue"
        className="flex h-11 shrink-0 items-center gap-[9px] px-2 text-head font-semibold max-lg:justify-center max-lg:px-0"
      >
        <span className="text-accent">
          <Logo />
        </span>
        <span className="max-lg:hidden">Retort</span>
      </Link>
      <nav aria-label="Pages" className="flex shrink-0 flex-col gap-px pt-1.5">
        {PLACES.map(({ href, label, icon: Icon, count: counted }) => {
          const here = path === href || path.startsWith(`${href}/`);
          const n = counted && status ? status[counted] : undefined;
          return (
            <Link
              key={href}
              href={href}
              title={label}
              aria-current={here ? 'page' : undefined}
              className={cn(
                'relative flex h-7 items-center gap-[9px] rounded-sm px-2 max-lg:h-8 max-lg:justify-center max-lg:px-0',
                here ? 'bg-press font-medium text-ink' : 'text-ink-2 hover:bg-hover',
              )}
            >
              <Icon
                size={16}
                strokeWidth={1.6}
                aria-hidden="true"
                className={here ? 'text-accent' : 'text-ink-3'}
              />
              <span className="max-lg:sr-only">{label}</span>
              <LinkPending className="size-1.5 rounded-full max-lg:absolute max-lg:right-1" />
              {n ? (
                <span className="ml-auto text-small font-normal text-ink-3 max-lg:sr-only">{count(n)}</span>
              ) : null}
            </Link>
          );
        })}
      </nav>
      <SavedViews />
    </div>
  );
}
