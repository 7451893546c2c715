import type { ReactNode } from 'react';
import { CampaignChip } from '@/components/campaign/campaign-chip';
import { PlainTable } from '@/components/tables/plain-table';
import { count, score } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Tag, type TagTone } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Comparison as Compared, ComparedGroup } from '@/lib/model/detector';
import type { Turn } from '@/lib/model/judging';
import { ACTIONS } from '@/lib/model/verdict';
import { comparisonFinding, TURN_WORDS } from './words';

const TURN_TONE: Record<Turn, TagTone> = {
  same: 'neutral',
  rises: 'warn',
  appears: 'warn',
  falls: 'info',
  vanishes: 'info',
};
const SAMPLE = 3;

/** What is raised under two configurations: by step, and each campaign for which they differ. */
export function Comparison({ compared, other, end }: { compared: Compared; other: string; end?: ReactNode }) {
  const { campaigns, steps, groups, more } = compared;
  return (
    <section aria-label="Difference to live">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-semibold">{comparisonFinding(compared)}</h3>
        {end ? <span className="text-small text-ink-3">{end}</span> : null}
      </div>
      <div className="mt-1 max-w-[520px]">
        <PlainTable
          label="Campaigns by recommended step"
          columns={[{ label: 'Step' }, { label: 'Live', numeric: true }, { label: other, numeric: true }]}
          rows={[
            ...ACTIONS.map((action) => ({
              key: action,
              cells: [action, count(steps.live[action] ?? 0), count(steps.other[action] ?? 0)],
            })),
            {
              key: 'all',
              cells: [
                <b key="all">All</b>,
                <b key="live">{count(campaigns.live)}</b>,
                <b key="other">{count(campaigns.other)}</b>,
              ],
            },
          ]}
        />
      </div>
      {groups.length > 0 ? (
        <div className="mt-3">
          <PlainTable
            label="Campaigns that differ"
            columns={[
              { label: 'Turn' },
              { label: 'Campaign' },
              { label: 'Live' },
              { label: other },
              { label: 'Accounts', numeric: true },
              { label: 'Such as' },
            ]}
            rows={groups.map((group, i) => ({
              key: `${group.campaign?.id ?? ''} ${i}`,
              cells: [
                <Tag key="turn" tone={TURN_TONE[group.turn]}>
                  {TURN_WORDS[group.turn]}
                </Tag>,
                group.campaign ? (
                  <CampaignChip
                    key="campaign"
                    campaign={group.campaign}
                    relation="The campaign of this group"
                  />
                ) : (
                  <span key="campaign" className="text-ink-3">
                    none yet
                  </span>
                ),
                <Verdict key="live" verdict={group.live} />,
                <Verdict key="other" verdict={group.other} />,
                count(group.accounts),
                <Accounts key="accounts" group={group} />,
              ],
            }))}
          />
          {more > 0 ? (
            <p className="mt-1.5 text-small text-ink-3">{count(more)} more differ and are not listed.</p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

function Verdict({ verdict }: { verdict: ComparedGroup['live'] }) {
  if (!verdict) return <span className="text-ink-3">not raised</span>;
  return (
    <>
      {verdict.action} <span className="text-ink-3">{score(verdict.score)}</span>
    </>
  );
}

function Accounts({ group }: { group: ComparedGroup }) {
  return (
    <span className="flex gap-2">
      {group.sample.slice(0, SAMPLE).map((id) => (
        <Link
          key={id}
          href={`/accounts/${encodeURIComponent(id)}`}
          prefetch={false}
          className="rounded-sm hover:text-accent hover:underline"
        >
          <UntrustedText mono max={20}>
            {id}
          </UntrustedText>
        </Link>
      ))}
    </span>
  );
}
