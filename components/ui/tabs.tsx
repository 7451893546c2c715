import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn';
import { Link, LinkPending } from './link';

export interface Tab {
  label: string;
  href: string;
  current: boolean;
  count?: ReactNode;
  /** Takes the place of a full navigation on an ordinary click. */
  onSelect?: () => void;
}

/** Tabs are links: the tab is part of the address. `end` holds what acts on the whole page. */
export function TabBar({ label, tabs, end }: { label: string; tabs: readonly Tab[]; end?: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  const here = tabs.find(({ current }) => current)?.href;
  // On a narrow screen the current tab may lie beyond the edge.
  useEffect(() => {
    const tab = here ? bar.current?.querySelector<HTMLElement>('[aria-current]') : null;
    if (tab && bar.current) bar.current.scrollLeft = tab.offsetLeft - bar.current.offsetLeft - 24;
  }, [here]);
  return (
    <div className="flex h-10 shrink-0 items-stretch gap-5 border-b px-5 max-sm:gap-4 max-sm:px-3 print:hidden">
      <nav
        ref={bar}
        aria-label={label}
        className="flex min-w-0 items-stretch gap-5 overflow-x-auto max-sm:gap-4"
      >
        {tabs.map((tab) => (
          <Link
            key={tab.label}
            href={tab.href}
            scroll={false}
            prefetch={tab.onSelect ? false : null}
            aria-current={tab.current ? 'page' : undefined}
            onNavigate={(event) => {
              if (!tab.onSelect) return;
              event.preventDefault();
              tab.onSelect();
            }}
            className={cn(
              'relative flex items-center gap-1.5 border-b-2 whitespace-nowrap -outline-offset-2',
              tab.current ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink',
            )}
          >
            {tab.label}
            <LinkPending className="absolute inset-x-0 -bottom-0.5 h-0.5 opacity-50" />
            {tab.count === undefined ? null : (
              <span className="text-small font-normal text-ink-3">{tab.count}</span>
            )}
          </Link>
        ))}
      </nav>
      {end ? <div className="ml-auto flex shrink-0 items-center gap-2">{end}</div> : null}
    </div>
  );
}
