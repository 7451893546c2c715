'use client';

import { AtSign, Eye } from 'lucide-react';
import { deedWords } from '@/components/campaign/activity-words';
import { NewsMark } from '@/components/campaign/news-mark';
import { Link } from '@/components/ui/link';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Concern } from '@/lib/model/console/group';
import { useConcerns } from '@/lib/queries/use-group';

/** Over one's own tab of the queue: notes that call one, and what happened to campaigns that one watches since one looked. */
export function ConcernsStrip() {
  const { data } = useConcerns();
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label="What concerns you" className="border-b px-5 py-2 max-sm:px-3">
      <ul>
        {data.items.map((item) => (
          <li key={item.id} className="relative flex h-7 items-center gap-2 hover:bg-hover">
            {item.calls_you ? (
              <AtSign size={14} strokeWidth={1.6} className="shrink-0 text-accent" aria-hidden="true" />
            ) : (
              <Eye size={14} strokeWidth={1.6} className="shrink-0 text-ink-3" aria-hidden="true" />
            )}
            <Told item={item} />
            <span className="ml-auto flex shrink-0 items-center gap-3 text-small text-ink-3">
              {item.calls_you ? null : <NewsMark unseen={item.unseen} />}
              <Ago time={item.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ item }: { item: Concern }) {
  return (
    <span className="clip">
      <Link
        href={`/campaigns/${encodeURIComponent(item.campaign.id)}/activity`}
        prefetch={false}
        className="font-medium after:absolute after:inset-0"
      >
        <UntrustedText max={40}>{item.campaign.title}</UntrustedText>
      </Link>{' '}
      <span className="text-ink-2">
        <UntrustedText max={40}>{item.actor ?? 'Retort'}</UntrustedText>{' '}
        {item.calls_you ? 'calls you' : deedWords({ ...NOTHING_MORE, kind: item.kind })}:{' '}
        <UntrustedText max={140}>{item.summary}</UntrustedText>
      </span>
    </span>
  );
}

const NOTHING_MORE = { accounts: null, undone: null, campaign: null, account_id: null };
