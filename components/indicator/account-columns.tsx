import { AccountLink } from '@/components/account/account-link';
import { AccountStatusTag } from '@/components/account/status-tag';
import type { Column } from '@/components/tables/data-table';
import { count, shortCount } from '@/components/ui/format';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import type { IndicatorAccount } from '@/lib/model/console/indicator';
import { InCampaign } from './in-campaign';

/** The accounts that show one value. */
export const INDICATOR_ACCOUNTS: readonly Column<IndicatorAccount>[] = [
  {
    id: 'id',
    header: 'Account',
    width: 'minmax(130px,1.2fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <AccountLink id={row.id} strong />
        {row.hit ? <Tag tone="copper">new</Tag> : null}
      </span>
    ),
  },
  { id: 'status', header: 'Status', width: '92px', cell: (row) => <AccountStatusTag status={row.status} /> },
  {
    id: 'campaign',
    header: 'Campaign',
    width: 'minmax(110px,1fr)',
    cell: (row) => <InCampaign campaign={row.campaign} />,
  },
  {
    id: 'first',
    header: 'First shown',
    width: '92px',
    numeric: true,
    cell: (row) => <Moment time={row.first_seen} className="text-ink-2" />,
  },
  {
    id: 'last',
    header: 'Last shown',
    width: '92px',
    numeric: true,
    cell: (row) => <Moment time={row.last_seen} className="text-ink-3" />,
  },
  {
    id: 'exchanges',
    header: 'Exchanges',
    width: '72px',
    numeric: true,
    cell: (row) =>
      row.exchanges > 0 ? (
        <span title={count(row.exchanges)}>{shortCount(row.exchanges)}</span>
      ) : (
        <span className="text-small text-ink-3" title="Shown by its record, not by an exchange">
          record
        </span>
      ),
  },
];
