import type { CaseFile } from '@/lib/export/case/model';
import { accountId, foreign } from '@/lib/export/report/clean';
import type { Block, Section, Span, Text } from '@/lib/export/report/document';
import { actorWords, count, decisionWords, moment, plural, spelled } from '@/lib/export/report/words';

const MOST_DECISIONS = 60;
const MOST_EXCLUDED = 30;

/** Decisions, orders and exclusions: what was done, when and by whom. */
export function deedsSection(file: CaseFile): Section {
  const { decisions, orders, excluded, redaction, audit, filter } = file;
  const blocks: Block[] = [];
  if (decisions.length === 0)
    blocks.push({ kind: 'text', text: 'No person or program has decided anything about this campaign.' });
  else {
    const shown = decisions.slice(-MOST_DECISIONS);
    blocks.push({
      kind: 'table',
      caption: 'Decisions, oldest first, in UTC',
      columns: [
        { name: 'When', width: 20 },
        { name: 'Decision', width: 28 },
        { name: 'By', width: 18 },
        { name: 'Reason given', width: 34 },
      ],
      rows: shown.map((decision): Text[] => [
        moment(decision.at),
        [
          decisionWords(decision.kind),
          ...(decision.outcome ? [' (', foreign(spelled(decision.outcome), 60), ')'] : []),
          ...(decision.undone ? [{ strong: '. Taken back later' }] : []),
        ],
        decision.actor ? [foreign(decision.actor, 60)] : actorWords(decision.actor_kind),
        decision.reason
          ? [foreign(decision.reason, 600)]
          : redaction === 'internal'
            ? 'None recorded'
            : 'Left out at this level',
      ]),
      short: 10,
      of: { total: decisions.length, what: 'decisions, the newest,', where: 'The others are in case.json.' },
    });
  }
  if (orders.length > 0)
    blocks.push({
      kind: 'table',
      caption: 'Orders to the provider’s systems',
      columns: [
        { name: 'Order', width: 30 },
        { name: 'Accounts', width: 14, align: 'right' },
        { name: 'Delivered', width: 14, align: 'right' },
        { name: 'From, to', width: 42 },
      ],
      rows: orders.map(({ kind, accounts, delivered, first_at, last_at }): Text[] => [
        spelled(kind),
        count(accounts),
        count(delivered),
        first_at === last_at ? moment(first_at) : `${moment(first_at)} to ${moment(last_at)}`,
      ]),
      short: 8,
    });
  else
    blocks.push({
      kind: 'text',
      text: 'No order was given to the provider’s systems because of this campaign.',
    });
  if (excluded.length > 0)
    blocks.push({
      kind: 'table',
      only: 'full',
      caption: 'Accounts that people took out of the campaign',
      columns: [
        { name: 'Account', width: 24 },
        { name: 'When, by whom', width: 32 },
        { name: 'Reason', width: 44 },
      ],
      rows: excluded
        .slice(0, MOST_EXCLUDED)
        .map(({ id, at, by, reason }): Text[] => [
          [accountId(id)],
          [`${moment(at)}, `, foreign(by, 60)],
          [foreign(reason, 400)],
        ]),
      of: { total: excluded.length, what: 'accounts', where: 'The others are in case.json.' },
    });
  const kept: Span[] =
    redaction === 'internal'
      ? [
          `Every act is an entry of a hash-chained audit log: ${plural(filter.audit.total, 'entry', 'entries')} about this campaign${audit.length > 0 ? ', the extract of which is audit.csv of the case file' : ''}. `,
        ]
      : ['Names and reasons of people, and the audit log, are left out at this level. '];
  blocks.push({
    kind: 'text',
    quiet: true,
    text: [
      ...kept,
      'The system recommends and records; it takes no step against an account without a person’s decision.',
    ],
  });
  return { id: 'deeds', title: 'What was done, and by whom', blocks };
}
