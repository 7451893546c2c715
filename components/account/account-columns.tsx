import { CapabilityStrip } from '@/components/charts/capability-strip';
import { InCampaign } from '@/components/indicator/in-campaign';
import type { Column } from '@/components/tables/data-table';
import { count, shortCount } from '@/components/ui/format';
import { Ago, Day } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountRow } from '@/lib/model/console/account';
import { AccountLink } from './account-link';
import { AccountStatusTag } from './status-tag';
import { planWords, verifiedWord } from './words';

/** The columns of the table of accounts. */
export const ACCOUNT_TABLE: readonly Column<AccountRow>[] = [
  {
    id: 'id',
    header: 'Account',
    width: 'minmax(110px,0.7fr)',
    cell: (row) => <AccountLink id={row.id} strong />,
  },
  { id: 'status', header: 'Status', width: '84px', cell: (row) => <AccountStatusTag status={row.status} /> },
  {
    id: 'campaign',
    header: 'Campaign',
    width: 'minmax(140px,1.5fr)',
    cell: (row) => <InCampaign campaign={row.campaign} tell />,
  },
  {
    id: 'sought',
    header: 'Sought, largest',
    width: '112px',
    cell: (row) =>
      Object.keys(row.capabilities).length > 0 ? (
        <CapabilityStrip shares={row.capabilities} />
      ) : (
        <span className="text-ink-3">nothing sent</span>
      ),
  },
  {
    id: 'plan',
    header: 'Plan, pathway',
    width: '130px',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={40}>{planWords(row.plan, row.pathway)}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'verified',
    header: 'Verified',
    width: '92px',
    cell: (row) => <span className="clip text-ink-2">{verifiedWord(row.verified)}</span>,
  },
  {
    id: 'who',
    header: 'Organization, e-mail',
    width: 'minmax(140px,1.3fr)',
    cell: (row) => (
      <span className="clip text-ink-2">
        {row.organization ? <UntrustedText max={60}>{row.organization}</UntrustedText> : null}
        {row.organization && row.email ? ', ' : null}
        {row.email ? (
          <UntrustedText mono max={60}>
            {row.email}
          </UntrustedText>
        ) : null}
      </span>
    ),
  },
  {
    id: 'exchanges',
    header: 'Exchanges',
    width: '80px',
    sort: 'exchanges',
    numeric: true,
    cell: (row) => <span title={count(row.exchanges)}>{shortCount(row.exchanges)}</span>,
  },
  {
    id: 'created',
    header: 'Made',
    width: '84px',
    sort: 'created',
    numeric: true,
    cell: (row) =>
      row.created_at ? (
        <Day time={row.created_at} className="whitespace-nowrap text-ink-3" />
      ) : (
        <span className="text-ink-3" title="Only its exchanges are known so far">
          –
        </span>
      ),
  },
  {
    id: 'last_seen',
    header: 'Seen',
    width: '52px',
    sort: 'last_seen',
    numeric: true,
    cell: (row) =>
      row.last_seen ? (
        <Ago time={row.last_seen} className="text-ink-3" />
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
];
