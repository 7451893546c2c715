import { soughtMost } from '@/components/charts/capability';
import { CapabilityStrip } from '@/components/charts/capability-strip';
import { ScoreBar } from '@/components/charts/score-bar';
import { Sparkline } from '@/components/charts/sparkline';
import { type Column, rowLink } from '@/components/tables/data-table';
import { Avatar } from '@/components/ui/avatar';
import { count, score, shortCount } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { SentenceLine } from '@/components/ui/sentence-line';
import { SeverityMark } from '@/components/ui/severity';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignRow } from '@/lib/model/console/campaign';
import { NewsMark } from './news-mark';
import { CampaignStatusTag } from './status-tag';

/** What a campaign wants, beside its name. */
function collects({ capabilities }: CampaignRow): string {
  const sought = soughtMost(capabilities);
  return sought.length > 0 ? `collects ${sought.join(' and ')}` : 'sends ordinary traffic';
}

/** The columns of the table of campaigns. */
export const CAMPAIGN_TABLE: readonly Column<CampaignRow>[] = [
  {
    id: 'title',
    header: 'Campaign',
    width: 'minmax(190px,1.6fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <SeverityMark severity={row.severity} word={false} size={13} />
        <SentenceLine
          head={
            <>
              <Link href={`/campaigns/${encodeURIComponent(row.id)}`} className={`${rowLink} font-medium`}>
                <UntrustedText max={60}>{row.title}</UntrustedText>
              </Link>
              {row.unseen ? (
                <span className="ml-2.5">
                  <NewsMark unseen={row.unseen} />
                </span>
              ) : null}
            </>
          }
          text={row.current ? collects(row) : 'not seen in the last run'}
          className="ml-2.5 text-ink-2 max-md:hidden"
        />
      </span>
    ),
  },
  {
    id: 'sought',
    header: 'Sought, largest',
    width: '112px',
    cell: (row) => <CapabilityStrip shares={row.capabilities} />,
  },
  {
    id: 'score',
    header: 'Score',
    width: '48px',
    sort: 'score',
    numeric: true,
    cell: (row) => <span className="font-medium">{score(row.score)}</span>,
  },
  {
    id: 'coordination',
    header: 'Coord',
    width: '48px',
    sort: 'coordination',
    cell: (row) => <ScoreBar label="Coordination" value={row.coordination} className="w-10" />,
  },
  {
    id: 'extraction',
    header: 'Extr',
    width: '48px',
    sort: 'extraction',
    cell: (row) => <ScoreBar label="Extraction" value={row.extraction} className="w-10" />,
  },
  {
    id: 'accounts',
    header: 'Accounts',
    width: '76px',
    sort: 'accounts',
    numeric: true,
    cell: (row) => (
      <span title={`${count(row.active_accounts)} of ${count(row.accounts)} active`}>
        {count(row.accounts)}
      </span>
    ),
  },
  {
    id: 'exchanges',
    header: 'Exchanges',
    width: '84px',
    sort: 'exchanges',
    numeric: true,
    cell: (row) => <span title={count(row.exchanges)}>{shortCount(row.exchanges)}</span>,
  },
  {
    id: 'trend',
    header: 'A day, 28 days',
    width: '92px',
    cell: (row) => <Sparkline values={row.trend} label="Exchanges a day" width={84} />,
  },
  {
    id: 'last_seen',
    header: 'Seen',
    width: '52px',
    sort: 'last_seen',
    numeric: true,
    cell: (row) => <Ago time={row.last_seen} className="text-ink-3" />,
  },
  {
    id: 'status',
    header: 'Status',
    width: '104px',
    cell: (row) => <CampaignStatusTag status={row.status} />,
  },
  { id: 'owner', header: 'Owner', width: '44px', cell: (row) => <Avatar person={row.owner} /> },
];
