import { type Column, rowLink } from '@/components/tables/data-table';
import { count, day, shortCount } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Tag } from '@/components/ui/tag';
import { Ago, Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IndicatorList, IndicatorRow } from '@/lib/model/console/indicator';
import { HeldBy } from './held-by';
import { WatchedMark } from './watched-mark';
import { baseRate, confidenceWord, shortKind } from './words';

const none = <span className="text-ink-3">–</span>;

const KIND: Column<IndicatorRow> = {
  id: 'kind',
  header: 'Kind',
  width: '150px',
  cell: (row) => <span className="clip text-ink-2">{shortKind(row.kind)}</span>,
};

const VALUE: Column<IndicatorRow> = {
  id: 'value',
  header: 'Value',
  width: 'minmax(200px,2fr)',
  cell: (row) => (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        href={`/indicators/${encodeURIComponent(row.name)}`}
        prefetch={false}
        className={`${rowLink} clip font-medium`}
      >
        <UntrustedText mono={row.kind !== 'scaffold'} max={120}>
          {row.label || 'not kept'}
        </UntrustedText>
      </Link>
      <WatchedMark name={row.name} />
      {row.hub ? <Tag tone="hollow">hub</Tag> : null}
    </span>
  ),
};

const ACCOUNTS: Column<IndicatorRow> = {
  id: 'accounts',
  header: 'Accounts',
  width: '76px',
  sort: 'accounts',
  numeric: true,
  cell: (row) => <span title={count(row.accounts)}>{shortCount(row.accounts)}</span>,
};

const RATE: Column<IndicatorRow> = {
  id: 'rate',
  header: 'Base rate',
  width: '92px',
  numeric: true,
  cell: (row) => <span className="text-ink-2">{baseRate(row)}</span>,
};

const HELD: Column<IndicatorRow> = {
  id: 'campaigns',
  header: 'Held by campaigns',
  width: 'minmax(130px,1.1fr)',
  sort: 'campaigns',
  cell: (row) => <HeldBy row={row} />,
};

const FIRST: Column<IndicatorRow> = {
  id: 'first_seen',
  header: 'First shown',
  width: '96px',
  sort: 'first_seen',
  numeric: true,
  cell: (row) => (row.first_seen ? <Moment time={row.first_seen} className="text-ink-3" /> : none),
};

const LAST: Column<IndicatorRow> = {
  id: 'last_seen',
  header: 'Last',
  width: '56px',
  sort: 'last_seen',
  numeric: true,
  cell: (row) => (row.last_seen ? <Ago time={row.last_seen} className="text-ink-3" /> : none),
};

const REPORTED: Column<IndicatorRow> = {
  id: 'reported',
  header: 'Reported by',
  width: 'minmax(90px,0.8fr)',
  cell: ({ reported: [first], reports }) =>
    first ? (
      <span className="clip text-ink-2" title={first.note ?? undefined}>
        <UntrustedText max={40}>{first.source || 'unnamed'}</UntrustedText>
        {reports > 1 ? ` +${reports - 1}` : ''}
      </span>
    ) : null,
};

const SURE: Column<IndicatorRow> = {
  id: 'confidence',
  header: 'Sure',
  width: '56px',
  numeric: true,
  cell: ({ reported: [first] }) => (
    <span className="text-ink-2">{first ? confidenceWord(first.confidence) : '–'}</span>
  ),
};

const VALID: Column<IndicatorRow> = {
  id: 'valid',
  header: 'Valid until',
  width: '76px',
  numeric: true,
  cell: ({ reported: [first] }) =>
    first?.valid_until ? <span className="text-ink-2">{day(first.valid_until)}</span> : none,
};

const SAID: Column<IndicatorRow> = {
  id: 'said',
  header: 'What they said',
  width: 'minmax(110px,1fr)',
  cell: ({ reported: [first] }) =>
    first?.note ? (
      <span className="clip text-ink-2">
        <UntrustedText max={120}>{first.note}</UntrustedText>
      </span>
    ) : null,
};

const NOTE: Column<IndicatorRow> = {
  id: 'note',
  header: 'Why it is watched',
  width: 'minmax(140px,1.4fr)',
  cell: ({ watch }) => (
    <span className="clip text-ink-2">
      <UntrustedText max={160}>{watch?.note ?? ''}</UntrustedText>
    </span>
  ),
};

const BY: Column<IndicatorRow> = {
  id: 'by',
  header: 'By',
  width: '110px',
  cell: ({ watch }) => (
    <span className="clip text-ink-2">
      <UntrustedText max={40}>{watch?.by ?? ''}</UntrustedText>
    </span>
  ),
};

const UNTIL: Column<IndicatorRow> = {
  id: 'until',
  header: 'Until',
  width: '64px',
  numeric: true,
  cell: ({ watch }) =>
    watch?.expires_at ? (
      <span className="text-ink-2">{day(watch.expires_at)}</span>
    ) : (
      <span className="text-ink-3">open</span>
    ),
};

/** The columns of each list of values. */
export const INDICATOR_TABLES: Record<IndicatorList, readonly Column<IndicatorRow>[]> = {
  shared: [KIND, VALUE, ACCOUNTS, RATE, HELD, REPORTED, FIRST, LAST],
  watched: [KIND, VALUE, NOTE, BY, UNTIL, ACCOUNTS, HELD, LAST],
  reported: [KIND, VALUE, REPORTED, SURE, VALID, SAID, ACCOUNTS, HELD, LAST],
};
