import { PlainTable } from '@/components/tables/plain-table';
import { count, longDay, percent } from '@/components/ui/format';
import type { CampaignOverview } from '@/lib/model/console/campaign';
import { pathwayFinding, pathwayName } from './findings';

/** By which pathways the accounts came and the traffic comes, before and since what divides the time. */
export function Pathways({ overview }: { overview: CampaignOverview }) {
  const { pathways, divide } = overview;
  const since = divide?.what.startsWith('the ban') ? 'the ban' : 'the release';
  return (
    <section className="min-w-0">
      <h2 className="text-head font-semibold text-balance">{pathwayFinding(overview)}</h2>
      <p className="mb-1.5 text-small text-ink-3">
        Accounts by pathway; exchanges a day over the last week
        {divide ? `; share of exchanges before and since ${divide.what} on ${longDay(divide.at)}` : ''}
      </p>
      <PlainTable
        label="Pathways"
        columns={[
          { label: 'Pathway' },
          { label: 'Accounts', numeric: true },
          { label: 'Active now', numeric: true },
          { label: 'Exchanges a day', numeric: true },
          ...(divide
            ? [
                { label: `Before ${since}`, numeric: true },
                { label: 'Since', numeric: true },
              ]
            : []),
        ]}
        rows={pathways.map((row) => ({
          key: row.pathway,
          cells: [
            pathwayName(row.pathway),
            count(row.accounts),
            count(row.active),
            count(Math.round(row.per_day)),
            ...(divide
              ? [
                  <span key="before" className="text-ink-3">
                    {row.before === null ? '–' : percent(row.before)}
                  </span>,
                  <span key="since" className="font-medium">
                    {row.since === null ? '–' : percent(row.since)}
                  </span>,
                ]
              : []),
          ],
        }))}
      />
    </section>
  );
}
