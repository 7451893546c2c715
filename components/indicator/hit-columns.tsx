import { AccountLink } from '@/components/account/account-link';
import { AccountStatusTag } from '@/components/account/status-tag';
import { indicatorWord } from '@/components/account/words';
import { InCampaign } from '@/components/indicator/in-campaign';
import type { Column } from '@/components/tables/data-table';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { WatchHit } from '@/lib/model/console/indicator';

/** The columns of the list of hits. */
export const HIT_TABLE: readonly Column<WatchHit>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 'minmax(150px,1.1fr)',
    cell: ({ account }) => <AccountLink id={account.id} strong />,
  },
  {
    id: 'status',
    header: 'Status',
    width: '92px',
    cell: ({ account }) => <AccountStatusTag status={account.status} />,
  },
  {
    id: 'value',
    header: 'Showed for the first time',
    width: 'minmax(200px,1.6fr)',
    cell: (row) => (
      <Link
        href={`/indicators/${encodeURIComponent(row.name)}`}
        className="relative z-10 min-w-0 clip rounded-sm hover:text-accent hover:underline"
      >
        <span className="text-ink-2">{indicatorWord(row.kind)}</span>{' '}
        <UntrustedText mono={row.kind !== 'scaffold'} max={80}>
          {row.label}
        </UntrustedText>
      </Link>
    ),
  },
  {
    id: 'shown',
    header: 'At',
    width: '96px',
    numeric: true,
    cell: (row) => <Moment time={row.shown_at} className="text-ink-2" />,
  },
  {
    id: 'campaign',
    header: 'Campaign',
    width: 'minmax(120px,1fr)',
    cell: ({ account }) => <InCampaign campaign={account.campaign} />,
  },
  {
    id: 'note',
    header: 'Why it is watched',
    width: 'minmax(140px,1.4fr)',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={160}>{row.note}</UntrustedText>
      </span>
    ),
  },
];
