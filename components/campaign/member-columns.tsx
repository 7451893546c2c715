import { AccountLink } from '@/components/account/account-link';
import { AccountStatusTag } from '@/components/account/status-tag';
import { pathwayWord, verifiedWord } from '@/components/account/words';
import { ScoreBar } from '@/components/charts/score-bar';
import type { Column } from '@/components/tables/data-table';
import { count, percent, score, spelled } from '@/components/ui/format';
import { Ago, Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { MemberRow } from '@/lib/model/console/campaign';

/** The first reason of every member is how much it sends, which stands in columns of its own: what ties it to the others goes before. */
function tellingFirst([amount, ...ties]: readonly string[]): string[] {
  return amount === undefined ? [] : [...ties, amount];
}

/** The columns of a campaign's accounts. */
export const MEMBER_TABLE: readonly Column<MemberRow>[] = [
  {
    id: 'id',
    header: 'Account',
    width: 'minmax(104px,0.6fr)',
    cell: (row) => <AccountLink id={row.id} max={40} />,
  },
  { id: 'status', header: 'Status', width: '84px', cell: (row) => <AccountStatusTag status={row.status} /> },
  {
    id: 'role',
    header: 'Role',
    width: '72px',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={24}>{spelled(row.role)}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'membership',
    header: 'Member',
    width: '80px',
    sort: 'membership',
    cell: (row) => (
      <span className="flex items-center gap-2">
        <span className="w-7 font-medium">{score(row.membership)}</span>
        <ScoreBar label="Membership" value={row.membership} className="w-9" />
      </span>
    ),
  },
  {
    id: 'harvest',
    header: 'Harvest',
    width: '58px',
    sort: 'harvest',
    numeric: true,
    cell: (row) => percent(row.harvest_share),
  },
  {
    id: 'exchanges',
    header: 'Exchanges',
    width: '74px',
    sort: 'exchanges',
    numeric: true,
    cell: (row) => count(row.exchanges),
  },
  {
    id: 'why',
    header: 'Why, or why not',
    width: 'minmax(220px,3.4fr)',
    cell: (row) =>
      row.looks_innocent ? (
        <span className="clip" title={row.looks_innocent}>
          <span className="font-medium text-high">Looks innocent: </span>
          <UntrustedText max={140}>{row.looks_innocent}</UntrustedText>
        </span>
      ) : (
        <span className="clip text-ink-2">
          <UntrustedText max={140}>{tellingFirst(row.reasons).join(' ')}</UntrustedText>
        </span>
      ),
  },
  {
    id: 'pathway',
    header: 'Pathway, plan',
    width: '96px',
    cell: (row) => (
      <span className="clip text-ink-2">
        {row.pathway === null ? 'Unknown' : pathwayWord(row.pathway)}
        {row.plan ? (
          <>
            , <UntrustedText max={20}>{row.plan}</UntrustedText>
          </>
        ) : null}
      </span>
    ),
  },
  {
    id: 'verified',
    header: 'Verified',
    width: '72px',
    cell: (row) => <span className="clip text-ink-2">{verifiedWord(row.verified)}</span>,
  },
  {
    id: 'joined',
    header: 'Joined',
    width: '84px',
    sort: 'joined',
    numeric: true,
    cell: (row) => <Moment time={row.joined_at} className="whitespace-nowrap text-ink-3" />,
  },
  {
    id: 'last_seen',
    header: 'Seen',
    width: '46px',
    sort: 'last_seen',
    numeric: true,
    cell: (row) =>
      row.last_seen ? (
        <Ago time={row.last_seen} className="whitespace-nowrap text-ink-3" />
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
];
