import { type Column, rowLink } from '@/components/tables/data-table';
import { count } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchItem } from '@/lib/model/batch';
import { ProgressBar } from './progress';
import { BatchStatusTag } from './status-tag';
import { batchTitle } from './words';

/** The columns of the list of batches. */
export const BATCH_TABLE: readonly Column<BatchItem>[] = [
  {
    id: 'what',
    header: 'Batch',
    width: 'minmax(216px,1.3fr)',
    cell: (row) => (
      <Link
        href={`/batches/${encodeURIComponent(row.id)}`}
        prefetch={false}
        className={`${rowLink} clip font-medium`}
      >
        {batchTitle(row)}
        {row.reverses ? <span className="font-normal text-ink-3">, a reversal</span> : null}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', width: '138px', cell: (row) => <BatchStatusTag status={row.status} /> },
  {
    id: 'progress',
    header: 'Progress',
    width: '170px',
    cell: (row) =>
      row.progress.total > 0 ? (
        <span className="flex w-full items-center gap-2.5">
          <span className="w-20">
            <ProgressBar progress={row.progress} />
          </span>
          <span aria-hidden="true" className="text-small text-ink-2">
            {count(row.progress.applied)}
            {row.progress.failed > 0 ? (
              <span className="text-critical">, {count(row.progress.failed)} failed</span>
            ) : null}
          </span>
        </span>
      ) : null,
  },
  {
    id: 'campaign',
    header: 'Campaign',
    width: 'minmax(120px,1fr)',
    cell: (row) =>
      row.campaign ? (
        <Link
          href={`/campaigns/${encodeURIComponent(row.campaign.id)}`}
          prefetch={false}
          className="relative z-10 clip rounded-sm text-ink-2 hover:text-accent hover:underline"
        >
          <UntrustedText max={60}>{row.campaign.title}</UntrustedText>
        </Link>
      ) : null,
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 'minmax(160px,1.6fr)',
    cell: (row) => (
      <span className="clip text-ink-2">
        {row.reason ? <UntrustedText max={140}>{row.reason}</UntrustedText> : null}
      </span>
    ),
  },
  {
    id: 'who',
    header: 'Asked by',
    width: 'minmax(110px,.7fr)',
    cell: (row) => (
      <span className="clip">
        <UntrustedText max={40}>{row.requested_by.name}</UntrustedText>
      </span>
    ),
  },
  {
    id: 'second',
    header: 'Second person',
    width: 'minmax(110px,.7fr)',
    cell: (row) => {
      const name = row.approved?.name ?? row.declined?.name;
      return (
        <span className="clip text-ink-2">
          {name ? <UntrustedText max={40}>{name}</UntrustedText> : row.approval_needed ? 'needed' : '–'}
        </span>
      );
    },
  },
  {
    id: 'when',
    header: 'Asked',
    width: '56px',
    numeric: true,
    cell: (row) => <Ago time={row.requested_at ?? row.drafted_at} className="text-ink-3" />,
  },
];
