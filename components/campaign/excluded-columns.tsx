import { AccountLink } from '@/components/account/account-link';
import { AccountStatusTag } from '@/components/account/status-tag';
import type { Column } from '@/components/tables/data-table';
import { count } from '@/components/ui/format';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ExcludedRow } from '@/lib/model/console/group';

/** The columns of the accounts that people took out of a campaign. */
export const EXCLUDED_TABLE: readonly Column<ExcludedRow>[] = [
  {
    id: 'id',
    header: 'Account',
    width: 'minmax(120px,1fr)',
    cell: (row) => <AccountLink id={row.id} max={40} />,
  },
  { id: 'status', header: 'Status', width: '88px', cell: (row) => <AccountStatusTag status={row.status} /> },
  {
    id: 'why',
    header: 'Why it is out',
    width: 'minmax(190px,2fr)',
    cell: (row) => (
      <span className="clip" title={row.reason}>
        {row.kind === 'reinstated' ? <span className="text-ink-3">Reinstated: </span> : null}
        <UntrustedText max={160}>{row.reason}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'listed',
    header: 'Why it had been listed',
    width: 'minmax(190px,2fr)',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={160}>{row.reasons.join('; ')}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'harvest',
    header: 'Harvest',
    width: '66px',
    numeric: true,
    cell: (row) => count(row.harvest_exchanges),
  },
  {
    id: 'again',
    header: 'Now',
    width: '92px',
    cell: (row) => <span className="text-ink-2">{row.listed_again ? 'listed again' : 'out'}</span>,
  },
  {
    id: 'by',
    header: 'By',
    width: '130px',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={40}>{row.actor}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'at',
    header: 'When',
    width: '84px',
    numeric: true,
    cell: (row) => <Moment time={row.excluded_at} className="whitespace-nowrap text-ink-3" />,
  },
];
