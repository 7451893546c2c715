import type { CaseFile } from '@/lib/export/case/model';
import { accountId, foreign } from '@/lib/export/report/clean';
import type { Block, Section, Text } from '@/lib/export/report/document';
import { percent, plural, spelled, weight } from '@/lib/export/report/words';

/** Rows of members with an innocent explanation. */
const MOST = 40;

/** What speaks against it, what would change it, and what these data cannot show. */
export function limitsSection(file: CaseFile): Section {
  const { campaign, evidence } = file;
  const against = evidence.filter(({ log_odds }) => log_odds < 0).sort((a, b) => a.log_odds - b.log_odds);
  const coordination = evidence.filter(({ about }) => about === 'coordination');
  const blocks: Block[] = [
    { kind: 'heading', text: 'What speaks against it' },
    against.length > 0
      ? {
          kind: 'list',
          items: against.map(
            ({ signal, log_odds, summary }): Text => [
              { strong: `${spelled(signal)} (${weight(log_odds)}): ` },
              foreign(summary, 400),
            ],
          ),
        }
      : {
          kind: 'text',
          text: 'None of the signals against it was found: verified organizations, one employer, a campus, an event, a public template, a popular client, a shared network exit, long-standing customers and declared uses were each looked for. Absence of such a sign is no evidence of bad intent.',
        },
    ...innocent(file),
    { kind: 'heading', text: 'What was assessed' },
    {
      kind: 'list',
      items: [
        `Records of ${plural(campaign.account_count, 'account')} and ${plural(campaign.exchanges, 'exchange')} that the provider sent to this system, by the records’ own times.`,
        campaign.peers > 0
          ? `Compared with ${plural(campaign.peers, 'unrelated account')} on the same plans and pathways. Base rates stand beside each piece of evidence.`
          : 'No unrelated account on the same plans and pathways was there to compare the harvest with.',
        'Scores are calibrated on simulated campaigns and honest look-alikes: among cases scored near a value, about that share were real. How far this carries over to the traffic of one provider is known only from cases that people have decided there.',
      ],
    },
    { kind: 'heading', text: 'What would change this assessment' },
    {
      kind: 'list',
      items: [
        'Proof that the accounts belong to one verified organization, a contract that allows the use, or a declared evaluation or research purpose that fits the traffic.',
        'Unrelated customers found to use the same prompts, client or parameters, for instance from a public template: prompts in common would then say little.',
        coordination.length > 0
          ? `That a shared value turns out to be common outside: the assessment of one operation rests on ${plural(coordination.filter(({ log_odds }) => log_odds > 0).length, 'signal')}, each with its own base rate.`
          : 'Evidence of coordination: none is recorded.',
        'Payment, verification or network records that are held elsewhere and show different holders acting each for themselves.',
      ],
    },
    { kind: 'heading', text: 'What these data cannot show' },
    {
      kind: 'list',
      items: [
        'Who the operator is. Accounts are tied to one another, not to a named person, company or state. This report attributes nothing.',
        'What became of the answers. That a model was trained on them is concluded from what was asked for, never observed.',
        'Intent. That traffic is of the kind which is collected for training does not say what its sender meant to do.',
        'What happens at other providers, over unrecorded channels, or before the records begin.',
        'That every member is part of it. Membership is a probability for each account; some members may be bystanders, and some accounts of the operation may be missing.',
        file.totals.looks_innocent > 0
          ? `Whether the ${plural(file.totals.looks_innocent, 'member')} with an innocent explanation are customers in their own right: that needs a person.`
          : 'What a single request was for. Capabilities are labels that a program gives by the wording of requests; some of them are wrong.',
      ],
    },
  ];
  return { id: 'limits', title: 'Counter-evidence and limits', blocks };
}

function innocent({ accounts, totals, campaign, redaction }: CaseFile): Block[] {
  if (totals.looks_innocent === 0) return [];
  const share = percent(totals.looks_innocent / Math.max(1, campaign.account_count));
  const said = `${plural(totals.looks_innocent, 'member')} (${share}) ${totals.looks_innocent === 1 ? 'has' : 'have'} an innocent explanation. No step should reach them before a person has looked.`;
  if (redaction === 'public') return [{ kind: 'text', text: said }];
  const rows = accounts.filter(({ looks_innocent }) => looks_innocent !== null);
  return [
    { kind: 'text', text: said },
    {
      kind: 'table',
      caption: 'Members who may be innocent',
      columns: [
        { name: 'Account', width: 26 },
        { name: 'Membership', width: 14, align: 'right' },
        { name: 'Why it may be innocent', width: 60 },
      ],
      rows: rows
        .slice(0, MOST)
        .map(({ id, membership, looks_innocent }): Text[] => [
          [accountId(id)],
          percent(membership),
          [foreign(looks_innocent ?? '', 300)],
        ]),
      short: 4,
      of: {
        total: rows.length,
        what: 'members',
        where: 'The others are in accounts.csv, in the column looks_innocent.',
      },
    },
  ];
}
