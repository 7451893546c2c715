import type { CaseFile } from '@/lib/export/case/model';
import { foreign } from '@/lib/export/report/clean';
import type { Figure, Section, Span } from '@/lib/export/report/document';
import {
  ACTION_WORDS,
  count,
  day,
  days,
  duration,
  large,
  likelihood,
  percent,
  plural,
  score,
} from '@/lib/export/report/words';

/** Size, reach and state in figures. */
export function glanceSection(file: CaseFile): Section {
  const { campaign, totals, orders } = file;
  const length = days(campaign.first_seen, campaign.last_seen);
  const each = campaign.exchanges / Math.max(1, campaign.account_count) / length;
  const banned = totals.by_status.banned ?? 0;
  const suspended = totals.by_status.suspended ?? 0;
  const settled = campaign.status === 'dismissed' || campaign.status === 'closed';
  const ordered = orders.reduce((sum, order) => sum + order.accounts, 0);
  const figures: Figure[] = [
    {
      name: 'Accounts',
      value: count(campaign.account_count),
      note: `${count(campaign.active_accounts)} can still act, ${count(banned)} banned, ${count(suspended)} suspended`,
    },
    {
      name: 'Exchanges',
      value: count(campaign.exchanges),
      note: `${percent(campaign.harvest_exchanges / Math.max(1, campaign.exchanges))} look like training material`,
    },
    {
      name: 'Tokens answered',
      value: totals.output_tokens > 0 ? large(totals.output_tokens) : 'not recorded',
      note: totals.input_tokens > 0 ? `to ${large(totals.input_tokens)} tokens of requests` : '',
    },
    {
      name: 'Period',
      value: plural(length, 'day'),
      note: `${day(campaign.first_seen)} to ${day(campaign.last_seen)}`,
    },
    {
      name: 'Per account and day',
      value: each >= 1 ? count(Math.round(each)) : 'under 1',
      note: 'exchanges; a volume that is ordinary by itself is no sign of innocence, nor is a large one of guilt',
    },
    {
      name: 'Time to detection',
      value: duration(Date.parse(campaign.detected_at) - Date.parse(campaign.first_seen)),
      note: `first seen ${day(campaign.first_seen)}, detected ${day(campaign.detected_at)}`,
    },
  ];
  const models: Span[] = file.models
    .slice(0, 4)
    .flatMap(({ name, exchanges }, i): Span[] => [
      i > 0 ? ', ' : '',
      foreign(name, 40),
      ` (${plural(exchanges, 'exchange')})`,
    ]);
  if (file.models.length > 4) models.push(` and ${count(file.models.length - 4)} more`);
  return {
    id: 'glance',
    title: 'Impact at a glance',
    blocks: [
      { kind: 'figures', items: figures },
      {
        kind: 'facts',
        items: [
          {
            name: 'Assessment',
            value: `Campaign ${score(campaign.score)} (${likelihood(campaign.score)}): one operation ${score(campaign.coordination)}, harvesting ${score(campaign.extraction)}`,
          },
          ...(models.length > 0 ? [{ name: 'Models', value: models }] : []),
          {
            name: 'Done so far',
            value:
              ordered > 0
                ? `${plural(orders.length, 'set of orders', 'sets of orders')}, for ${plural(ordered, 'account')} in all`
                : 'No order was given to the provider’s systems because of this campaign',
          },
          {
            name: 'Recommended',
            value: settled ? 'Nothing: the case is settled' : ACTION_WORDS[campaign.recommended_action],
          },
          {
            name: 'May be innocent',
            value:
              totals.looks_innocent > 0
                ? `${plural(totals.looks_innocent, 'member')} of ${count(campaign.account_count)} ${totals.looks_innocent === 1 ? 'has' : 'have'} an innocent explanation and should be looked at first`
                : 'No member has an innocent explanation that is known here',
          },
        ],
      },
    ],
  };
}
