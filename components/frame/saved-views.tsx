'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { count } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useViews } from '@/lib/queries/use-views';
import { addressOf } from './address';

/** The views a person goes back to, their own and those shared with them, with their counts. */
export function SavedViews() {
  const { data } = useViews();
  const here = `${usePathname()}?${addressOf(useSearchParams().toString())}`;
  const views = data?.items ?? [];
  if (views.length === 0) return null;
  return (
    <nav aria-label="Saved views" className="mt-5 min-h-0 overflow-y-auto max-lg:hidden">
      <h2 className="px-2 pb-1 text-small text-ink-3">Saved views</h2>
      <ul className="flex flex-col gap-px">
        {views.map((view) => {
          const on = here === `/${view.page}?${addressOf(view.query)}`;
          return (
            <li key={view.id}>
              <Link
                href={`/${view.page}?${view.query}`}
                prefetch={false}
                title={view.mine ? undefined : `Shared by ${view.owner.name}`}
                aria-current={on ? 'page' : undefined}
                className={cn(
                  'flex h-7 items-center gap-2 rounded-sm px-2',
                  on ? 'bg-press font-medium text-ink' : 'text-ink-2 hover:bg-hover',
                )}
              >
                <span className="clip">
                  <UntrustedText max={60}>{view.name}</UntrustedText>
                </span>
                {view.count === null ? null : (
                  <span className="ml-auto text-small font-normal text-ink-3">{count(view.count)}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
