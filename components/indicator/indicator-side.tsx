import { stands } from '@/components/campaign/campaign-chip';
import { CampaignStatusTag } from '@/components/campaign/status-tag';
import { AreaChart } from '@/components/charts/area-chart';
import { ChartFrame } from '@/components/charts/chart-frame';
import { count, inWords, longDay, percent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IndicatorHead } from '@/lib/model/console/indicator';
import { activityFinding } from './words';

const DAY_MS = 86_400_000;

/** How a value came and went, and which campaigns hold it. */
export function IndicatorSide({ head }: { head: IndicatorHead }) {
  return (
    <div className="space-y-6">
      {head.activity ? <Activity head={head} activity={head.activity} /> : null}
      <Campaigns head={head} />
    </div>
  );
}

function Activity({
  head,
  activity,
}: {
  head: IndicatorHead;
  activity: NonNullable<IndicatorHead['activity']>;
}) {
  const { from, days, active, sampled } = activity;
  const start = Date.parse(from);
  const finding = activityFinding(head);
  const points = active.map((n, i) => ({
    at: start + i * DAY_MS,
    parts: [n - (days[i] ?? 0), days[i] ?? 0],
  }));
  return (
    <ChartFrame
      finding={finding}
      caption={
        <>
          Accounts a day, UTC
          <span className="flex items-center gap-1.5">
            <i aria-hidden="true" className="block size-2 bg-mark-2" /> in between
          </span>
          <span className="flex items-center gap-1.5">
            <i aria-hidden="true" className="block size-2 bg-accent-fill" /> first time
          </span>
          {sampled === null ? null : `, of ${count(sampled)} of ${count(head.accounts)} accounts`}
        </>
      }
      height={140}
      table={{
        columns: [
          { label: 'Day' },
          { label: 'First time', numeric: true },
          { label: 'In use', numeric: true },
        ],
        rows: days.map((n, i) => [longDay(start + i * DAY_MS), count(n), count(active[i] ?? 0)]),
      }}
    >
      {points.length > 1 ? (
        <AreaChart
          label={finding}
          points={points}
          colors={['var(--mark-2)', 'var(--accent-fill)']}
          baseline={null}
          height={132}
        />
      ) : (
        <p className="mt-2 text-ink-2">All of it on {longDay(start)}.</p>
      )}
    </ChartFrame>
  );
}

function Campaigns({ head: { held_by } }: { head: IndicatorHead }) {
  const standing = held_by.filter(stands).length;
  return (
    <section aria-label="Campaigns that hold it">
      <h2 className="text-head font-semibold">
        {held_by.length === 0
          ? 'No campaign holds it'
          : `${inWords(held_by.length)} ${held_by.length === 1 ? 'campaign holds' : 'campaigns hold'} it${standing < held_by.length ? `, ${standing === 0 ? 'none' : count(standing)} of which ${standing === 1 ? 'stands' : 'stand'}` : ''}`}
      </h2>
      {held_by.length === 0 ? (
        <p className="mt-1 text-ink-2">
          A campaign holds a value that at least two of its members show, once the worker has drawn its links.
        </p>
      ) : (
        <ul className="mt-1">
          {held_by.map((campaign) => (
            <li key={campaign.id} className="flex h-8 items-center gap-3 border-b last:border-0">
              <Link
                href={`/campaigns/${encodeURIComponent(campaign.id)}/links`}
                className="min-w-0 flex-1 clip font-medium hover:text-accent hover:underline"
              >
                <UntrustedText max={60}>{campaign.title}</UntrustedText>
              </Link>
              <span className="text-small whitespace-nowrap text-ink-2">
                {count(campaign.accounts)} of {count(campaign.members)} members,{' '}
                {percent(campaign.members > 0 ? Math.min(1, campaign.accounts / campaign.members) : 0)}
              </span>
              <CampaignStatusTag status={campaign.status} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
