import { CampaignChip } from '@/components/campaign/campaign-chip';
import { plural } from '@/components/ui/format';
import type { IndicatorRow } from '@/lib/model/console/indicator';

/** The campaign that holds a value most, and how many more. */
export function HeldBy({ row }: { row: IndicatorRow }) {
  const [first] = row.held_by;
  if (!first) return null;
  const more = row.held_by.length - 1;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <CampaignChip
        campaign={first}
        relation={`${plural(first.accounts, 'member')} of ${first.members} show it`}
      />
      {more > 0 ? (
        <span
          className="shrink-0 text-small text-ink-3"
          title={row.held_by.map(({ title }) => title).join(', ')}
        >
          +{more}
        </span>
      ) : null}
    </span>
  );
}
