'use client';

import { ArrowUpRight, Eye, EyeOff, Pin } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import { WatchedMark } from '@/components/indicator/watched-mark';
import { cn } from '@/components/ui/cn';
import { count, weight } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignLink, LinksPicture } from '@/lib/model/console/links';
import { foldedGroup, grouped, kindWord, rarity } from './words';

const GRID =
  'grid grid-cols-[minmax(0,1fr)_92px_92px_44px_78px] items-center gap-x-2 max-sm:grid-cols-[minmax(0,1fr)_56px_50px_78px]';

interface LinkListProps {
  picture: LinksPicture;
  links: readonly CampaignLink[];
  isolated: readonly number[];
  pinned: readonly number[];
  hidden: readonly number[];
  /** Whether only one heading is looked at: then all of it stands there. */
  whole: boolean;
  onIsolate: (position: number) => void;
  onPin: (position: number) => void;
  onHide: (position: number) => void;
}

/** Shared values under their kinds, by weight. A click or I isolates one, P pins it, H hides it, O opens it; the arrows move. */
export function LinkList({
  picture,
  links,
  isolated,
  pinned,
  hidden,
  whole,
  onIsolate,
  onPin,
  onHide,
}: LinkListProps) {
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const most = Math.max(1, ...links.map(({ accounts }) => accounts));
  const router = useRouter();
  const press = (event: KeyboardEvent, link: CampaignLink) => {
    const { position } = link;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds: Record<string, () => void> = {
      i: () => onIsolate(position),
      p: () => onPin(position),
      h: () => onHide(position),
      o: () => router.push(placeOf(link)),
      arrowdown: () => moveFocus(event.currentTarget, 1),
      arrowup: () => moveFocus(event.currentTarget, -1),
    };
    const deed = deeds[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  return (
    <div>
      <div
        aria-hidden="true"
        className={cn(GRID, 'h-7 border-b px-5 text-small font-medium text-ink-3 max-sm:px-3')}
      >
        <span>Attribute</span>
        <span className="max-sm:hidden">Rarity outside</span>
        <span className="text-right">Accounts</span>
        <span className="text-right">Weight</span>
        <span />
      </div>
      {grouped(links).map((group) => {
        const { shown, more } =
          whole || unfolded.includes(group.label)
            ? { shown: group.links, more: 0 }
            : foldedGroup(group.links, [...isolated, ...pinned]);
        return (
          <section key={group.label} aria-label={group.label}>
            <h3 className="px-5 pt-2 pb-0.5 text-small text-ink-3 max-sm:px-3">
              {group.label}
              {more > 0 ? `, ${count(shown.length)} of ${count(group.links.length)}` : ''}
            </h3>
            <ul>
              {shown.map((link) => {
                const on = isolated.includes(link.position);
                const pin = pinned.includes(link.position);
                const off = hidden.includes(link.position);
                return (
                  <li
                    key={link.position}
                    className={cn(
                      GRID,
                      'group relative h-8 px-5 max-sm:px-3',
                      on ? 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
                      off && 'opacity-55',
                    )}
                  >
                    <span className="flex min-w-0 items-center gap-1.5">
                      <button
                        type="button"
                        data-link={link.position}
                        aria-pressed={on}
                        onClick={() => onIsolate(link.position)}
                        onKeyDown={(event) => press(event, link)}
                        className="min-w-0 clip text-left after:absolute after:inset-y-0 after:right-24 after:left-0"
                      >
                        <span className="text-ink-3">{kindWord(link.kind)} </span>
                        <UntrustedText mono={link.kind !== 'scaffold'} max={60}>
                          {link.label}
                        </UntrustedText>
                        <span className="sr-only left-0">
                          , {rarity(link, picture)} outside, {count(link.accounts)} accounts, weight{' '}
                          {weight(link.log_odds)}
                          {link.hub ? ', a hub' : ''}
                        </span>
                      </button>
                      <WatchedMark name={link.filter} />
                    </span>
                    <span aria-hidden="true" className="clip text-small text-ink-2 max-sm:hidden">
                      {rarity(link, picture)}
                    </span>
                    <span aria-hidden="true" className="flex items-center justify-end gap-2">
                      <b className="font-medium">{count(link.accounts)}</b>
                      <i className="h-1.5 w-9 max-sm:hidden">
                        <i
                          className={cn('block h-full', on ? 'bg-accent' : 'bg-mark-2')}
                          style={{ width: `${Math.max(4, (link.accounts / most) * 100)}%` }}
                        />
                      </i>
                    </span>
                    <span aria-hidden="true" className="text-right">
                      {link.hub ? '0.0' : weight(link.log_odds)}
                    </span>
                    <span className="z-10 flex justify-end gap-0.5">
                      <Open link={link} />
                      <Act label={pin ? 'Unpin' : 'Pin'} on={pin} onClick={() => onPin(link.position)}>
                        <Pin size={14} strokeWidth={1.6} fill={pin ? 'currentColor' : 'none'} />
                      </Act>
                      <Act label={off ? 'Show' : 'Hide'} on={off} onClick={() => onHide(link.position)}>
                        {off ? <Eye size={14} strokeWidth={1.6} /> : <EyeOff size={14} strokeWidth={1.6} />}
                      </Act>
                    </span>
                  </li>
                );
              })}
            </ul>
            {more > 0 ? (
              <button
                type="button"
                onClick={() => setUnfolded([...unfolded, group.label])}
                className="mx-4 my-0.5 h-7 rounded-sm px-1 text-small font-medium text-ink-2 hover:text-accent max-sm:mx-2"
              >
                {count(more)} more {group.label.toLowerCase()} values
              </button>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

function Act({
  label,
  on,
  onClick,
  children,
}: {
  label: string;
  on: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={on}
      tabIndex={-1}
      onClick={onClick}
      className={cn(
        'inline-flex size-6 items-center justify-center rounded-sm hover:bg-press',
        on
          ? 'text-accent'
          : 'text-ink-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-sm:opacity-100',
      )}
    >
      {children}
    </button>
  );
}

/** The page of the value, or of a scaffold family its accounts: there is no page for one. */
function placeOf(link: CampaignLink): string {
  const name = encodeURIComponent(link.filter);
  return link.kind === 'scaffold' ? `/accounts?indicator=${name}` : `/indicators/${name}`;
}

function Open({ link }: { link: CampaignLink }) {
  const words = link.kind === 'scaffold' ? 'Accounts everywhere that send it' : 'Open the value';
  return (
    <Link
      href={placeOf(link)}
      prefetch={false}
      aria-label={words}
      title={words}
      tabIndex={-1}
      className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-press max-sm:opacity-100"
    >
      <ArrowUpRight size={14} strokeWidth={1.6} aria-hidden="true" />
    </Link>
  );
}

/** Moves the focus to the next or previous value, over the headings. */
function moveFocus(from: EventTarget & Element, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-link]')];
  all[all.indexOf(from as HTMLElement) + step]?.focus();
}
