import { Radar } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { longDay, spelled } from '@/components/ui/format';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ActivityItem } from '@/lib/model/console/activity';

/** What happened, newest first, under the day it happened. */
export function ActivityList({ items }: { items: readonly ActivityItem[] }) {
  const days = new Map<string, ActivityItem[]>();
  for (const item of items) {
    const day = item.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return (
    <ol>
      {[...days].map(([day, own]) => (
        <li key={day}>
          <h3 className="border-b py-2 text-small font-medium text-ink-3">{longDay(day)}</h3>
          <ol>
            {own.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Item({ item }: { item: ActivityItem }) {
  const note = item.kind === 'note';
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2.5 border-b py-2">
      {item.actor === null ? (
        <Radar size={16} strokeWidth={1.6} className="mt-0.5 text-ink-3" aria-hidden="true" />
      ) : (
        <Avatar person={{ id: item.actor, name: item.actor }} />
      )}
      <div className="min-w-0">
        <span className="font-medium">
          <UntrustedText max={60}>{item.actor ?? 'Retort'}</UntrustedText>
        </span>{' '}
        <span className="text-ink-2">{note ? 'wrote' : spelled(item.kind).toLowerCase()}</span>
        {item.account_id ? (
          <>
            {' '}
            <Link
              href={`/accounts/${encodeURIComponent(item.account_id)}`}
              className="hover:text-accent hover:underline"
            >
              <UntrustedText mono max={60}>
                {item.account_id}
              </UntrustedText>
            </Link>
          </>
        ) : null}
        {item.campaign_id ? (
          <>
            {' '}
            <Link
              href={`/campaigns/${encodeURIComponent(item.campaign_id)}`}
              className="text-accent hover:underline"
            >
              see it there
            </Link>
          </>
        ) : null}
        <p className="max-w-[72ch] text-pretty whitespace-pre-wrap text-ink-2">
          {note ? (
            <Called mentions={item.mentions}>{item.summary}</Called>
          ) : (
            <UntrustedText>{item.summary}</UntrustedText>
          )}
        </p>
      </div>
      <span className="text-small text-ink-3">
        <Moment time={item.at} />
      </span>
    </li>
  );
}

/** A note with the people it calls set off. */
function Called({ mentions, children }: { mentions: readonly string[]; children: string }) {
  const calls = mentions.map((name) => `@${name}`.toLowerCase());
  const parts: { text: string; called: boolean }[] = [];
  let rest = children;
  while (rest !== '') {
    const lower = rest.toLowerCase();
    const found = calls
      .map((call) => ({ call, at: lower.indexOf(call) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.call.length - a.call.length)[0];
    if (!found) break;
    if (found.at > 0) parts.push({ text: rest.slice(0, found.at), called: false });
    parts.push({ text: rest.slice(found.at, found.at + found.call.length), called: true });
    rest = rest.slice(found.at + found.call.length);
  }
  if (rest !== '') parts.push({ text: rest, called: false });
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a note does not change
    <Fragment key={index}>
      {part.called ? (
        <b className="font-medium text-ink">
          <UntrustedText>{part.text}</UntrustedText>
        </b>
      ) : (
        <UntrustedText>{part.text}</UntrustedText>
      )}
    </Fragment>
  ));
}
