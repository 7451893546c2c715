import { Radar } from 'lucide-react';
import { Fragment } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { longDay } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { callsIn } from '@/lib/model/activity';
import type { ActivityItem } from '@/lib/model/console/activity';
import { deedWords } from './activity-words';

interface ActivityListProps {
  items: readonly ActivityItem[];
  /** The decision that can be taken back, and how; null for those who may not. */
  undo: { decisionId: string; onUndo: () => void } | null;
}

/** What happened, newest first, under the day it happened. */
export function ActivityList({ items, undo }: ActivityListProps) {
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
              <Item
                key={item.id}
                item={item}
                onUndo={
                  undo && undo.decisionId === item.decision_id && item.undone === null ? undo.onUndo : null
                }
              />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Item({ item, onUndo }: { item: ActivityItem; onUndo: (() => void) | null }) {
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
        <span className="text-ink-2">{deedWords(item)}</span>
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
        {item.campaign ? (
          <>
            {' '}
            <Link
              href={`/campaigns/${encodeURIComponent(item.campaign.id)}`}
              className="text-accent hover:underline"
            >
              <UntrustedText max={60}>{item.campaign.title}</UntrustedText>
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
      <span className="flex items-start gap-2 text-small text-ink-3">
        {onUndo ? (
          <Button look="ghost" className="-my-1 text-small" onClick={onUndo}>
            Undo…
          </Button>
        ) : null}
        <Moment time={item.at} />
      </span>
    </li>
  );
}

/** A note with the people it calls set off. */
function Called({ mentions, children }: { mentions: readonly string[]; children: string }) {
  const calls = callsIn(children, mentions);
  const rest = calls.at(-1)?.to ?? 0;
  return (
    <>
      {calls.map(({ from, to }, index) => (
        <Fragment key={from}>
          <UntrustedText>{children.slice(calls[index - 1]?.to ?? 0, from)}</UntrustedText>
          <b className="font-medium text-ink">
            <UntrustedText>{children.slice(from, to)}</UntrustedText>
          </b>
        </Fragment>
      ))}
      <UntrustedText>{children.slice(rest)}</UntrustedText>
    </>
  );
}
