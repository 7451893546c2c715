import type { CaseFile } from '@/lib/export/case/model';
import { accountId, code, foreign } from '@/lib/export/report/clean';
import type { Block, Section, Text } from '@/lib/export/report/document';
import { count, moment, percent, plural, spelled } from '@/lib/export/report/words';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import { INDICATOR_WORDS } from '@/lib/model/indicator';

const MOST_ACCOUNTS = 50;
const MOST_INDICATORS = 40;
const MOST_SCAFFOLDS = 12;
const MOST_EXCHANGES = 12;
const MOST_GROUPS = 8;

/** The beginning of each list, with how many there are and where the rest is. */
export function tablesSection(file: CaseFile): Section {
  return {
    id: 'tables',
    title: 'Accounts, indicators and samples',
    blocks: [
      ...composition(file),
      ...accounts(file),
      ...indicators(file),
      ...scaffolds(file),
      ...exchanges(file),
    ],
  };
}

function composition({ totals, campaign, pathways }: CaseFile): Block[] {
  const rows = (
    [
      ['Status', totals.by_status],
      ['Role', totals.by_role],
      ['Verified by', totals.by_verified],
      ['Country', totals.by_country],
      ['Plan', totals.by_plan],
      ['Pathway', Object.fromEntries(pathways.map(({ pathway, accounts: n }) => [pathway, n]))],
    ] as const
  ).flatMap(([name, counts]): Text[][] => {
    const all = Object.entries(counts)
      .filter(([, n]) => n > 0)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    if (all.length === 0) return [];
    const shown = all.slice(0, MOST_GROUPS);
    const rest = all.slice(MOST_GROUPS).reduce((sum, [, n]) => sum + n, 0);
    return [
      [
        name,
        [
          ...shown.flatMap(([value, n], i) => [
            i > 0 ? ', ' : '',
            foreign(name === 'Country' ? value : value.replaceAll('_', ' '), 40),
            ` ${count(n)}`,
          ]),
          rest > 0 ? `, others ${count(rest)}` : '',
        ],
      ],
    ];
  });
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          only: 'full',
          caption: `Composition of ${plural(campaign.account_count, 'account')}`,
          columns: [
            { name: 'By', width: 18 },
            { name: 'Accounts', width: 82 },
          ],
          rows,
        },
      ];
}

function accounts({ accounts: all, filter, redaction }: CaseFile): Block[] {
  if (redaction === 'public')
    return [{ kind: 'text', text: 'No account is listed at the public level.', only: 'full' }];
  const shown = all.slice(0, MOST_ACCOUNTS);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Accounts, surest members first',
      columns: [
        { name: 'Account', width: 24 },
        { name: 'Member', width: 10, align: 'right' },
        { name: 'Harvest', width: 10, align: 'right' },
        { name: 'Exchanges', width: 12, align: 'right' },
        { name: 'Status', width: 11 },
        { name: 'Why it is listed', width: 33 },
      ],
      rows: shown.map((account): Text[] => [
        [accountId(account.id)],
        percent(account.membership),
        percent(account.harvest_share),
        count(account.exchanges),
        spelled(account.status),
        [foreign(account.reasons.slice(0, 2).join(' '), 240)],
      ]),
      short: 8,
      of: { total: filter.accounts.total, what: 'accounts', where: 'All of them are in accounts.csv.' },
    },
  ];
}

function indicators({ indicators: all, filter }: CaseFile): Block[] {
  const shown = all.slice(0, MOST_INDICATORS);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Values that members share, by weight',
      columns: [
        { name: 'Kind', width: 22 },
        { name: 'Value', width: 42 },
        { name: 'Members', width: 11, align: 'right' },
        { name: 'Others', width: 11, align: 'right' },
        { name: 'To be blocked', width: 14 },
      ],
      rows: shown.map(({ kind, value, keyed, accounts: n, outside, hub }): Text[] => [
        INDICATOR_WORDS[kind],
        [keyed ? accountId(value) : code(value, 90)],
        count(n),
        count(outside),
        hub ? 'No: common' : outside > 0 ? 'With care' : 'Possible',
      ]),
      short: 12,
      of: {
        total: filter.indicators.total,
        what: 'values',
        where: 'What the level allows is in indicators.csv.',
      },
    },
  ];
}

function scaffolds({ scaffolds: all, filter }: CaseFile): Block[] {
  const shown = all.slice(0, MOST_SCAFFOLDS);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Scaffolds: the constant parts of prompts, most sent first',
      columns: [
        { name: 'Scaffold', width: 60 },
        { name: 'Asks for', width: 16 },
        { name: 'Members', width: 12, align: 'right' },
        { name: 'Exchanges', width: 12, align: 'right' },
      ],
      rows: shown.map((scaffold): Text[] => [
        [code(scaffold.skeleton, 400)],
        CAPABILITY_WORDS[scaffold.capability].label,
        `${count(scaffold.accounts)} of ${count(scaffold.all_accounts)}`,
        count(scaffold.exchanges),
      ]),
      short: 5,
      of: { total: filter.scaffolds.total, what: 'scaffolds', where: 'The rest is in case.json.' },
    },
    {
      kind: 'text',
      quiet: true,
      only: 'full',
      text: '“120 of 473” members: 120 accounts of the campaign send it, of 473 accounts that do at all.',
    },
  ];
}

function exchanges({ exchanges: all, filter, redaction }: CaseFile): Block[] {
  if (redaction !== 'internal') return [];
  const told = all.filter(({ excerpt }) => excerpt !== null);
  const step = Math.max(1, Math.floor(told.length / MOST_EXCHANGES));
  const shown = told.filter((_, i) => i % step === 0).slice(0, MOST_EXCHANGES);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'table',
      only: 'full',
      caption: 'Sample of harvest exchanges, spread over the period; personal data in excerpts is masked',
      columns: [
        { name: 'When', width: 19 },
        { name: 'Account', width: 19 },
        { name: 'Asks for', width: 16 },
        { name: 'Excerpt of the request', width: 46 },
      ],
      rows: shown.map((exchange): Text[] => [
        moment(exchange.occurred_at),
        [accountId(exchange.account_id)],
        CAPABILITY_WORDS[exchange.capability].label,
        [code(exchange.excerpt ?? '', 300)],
      ]),
      of: {
        total: filter.exchanges.total,
        what: 'harvest exchanges',
        where: 'A larger sample is in exchanges.csv.',
      },
    },
  ];
}
