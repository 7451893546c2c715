import { AccountLink } from '@/components/account/account-link';
import { AccountStatusTag } from '@/components/account/status-tag';
import type { Column } from '@/components/tables/data-table';
import { score, spelled } from '@/components/ui/format';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchAccount } from '@/lib/model/batch';
import { INNOCENT_WORDS } from '@/lib/model/batch-moves';
import { ResultTag } from './status-tag';

/** The columns of what became of each account. */
export const RESULT_TABLE: readonly Column<BatchAccount>[] = [
  {
    id: 'id',
    header: 'Account',
    width: 'minmax(110px,1fr)',
    cell: (row) => <AccountLink id={row.id} />,
  },
  {
    id: 'result',
    header: 'Result',
    width: '84px',
    cell: (row) => (row.reversed_at ? <Tag tone="hollow">reversed</Tag> : <ResultTag result={row.result} />),
  },
  {
    id: 'why',
    header: 'Why',
    width: 'minmax(110px,2fr)',
    cell: (row) => (
      <span className="clip text-ink-2">
        <UntrustedText max={200}>
          {row.why ?? row.look_innocent.map((sign) => INNOCENT_WORDS[sign]).join(' ')}
        </UntrustedText>
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status now',
    width: '92px',
    cell: (row) => <AccountStatusTag status={row.status} />,
  },
  {
    id: 'order',
    header: 'Order',
    width: '76px',
    cell: (row) =>
      row.order ? (
        <span className="clip text-ink-2" title={row.order.last_error ?? undefined}>
          {spelled(row.order.status)}
        </span>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    id: 'membership',
    header: 'Member',
    width: '58px',
    numeric: true,
    cell: (row) => (row.membership === null ? <span className="text-ink-3">–</span> : score(row.membership)),
  },
  {
    id: 'done',
    header: 'Done or due',
    width: '112px',
    numeric: true,
    cell: (row) =>
      row.done_at ? (
        <Moment time={row.done_at} className="whitespace-nowrap text-ink-3" />
      ) : row.due_at ? (
        <span className="whitespace-nowrap text-ink-3">
          due <Moment time={row.due_at} />
        </span>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
];
