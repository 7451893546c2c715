import type { CaseFile } from '@/lib/export/case/model';
import type { Block, Section, Text } from '@/lib/export/report/document';
import { ACTION_WORDS, count, plural, score } from '@/lib/export/report/words';
import { mitigationsOf, techniquesOf } from '@/lib/export/techniques';

/** The recommended step and what goes with it. */
export function nextSection(file: CaseFile): Section {
  const { campaign } = file;
  const settled = campaign.status === 'dismissed' || campaign.status === 'closed';
  const blocks: Block[] = settled
    ? [
        {
          kind: 'text',
          text: `The case is settled (${campaign.status}); no step is recommended. It is raised again by itself only if the evidence changes, and then says what changed.`,
        },
      ]
    : [{ kind: 'list', ordered: true, items: steps(file) }];
  const mitigations = mitigationsOf(techniquesOf(file));
  if (!settled && mitigations.length > 0)
    blocks.push({
      kind: 'table',
      only: 'full',
      caption: 'Mitigations of MITRE ATLAS against the techniques above',
      columns: [
        { name: 'Mitigation', width: 34 },
        { name: 'What it means here', width: 44 },
        { name: 'Against', width: 22 },
      ],
      rows: mitigations.map(({ id, name, description, against }): Text[] => [
        [{ foreign: id, code: true }, ` ${name}`],
        description,
        against.join(', '),
      ]),
    });
  return { id: 'next', title: 'Recommended next steps', blocks };
}

function steps({ campaign, totals, redaction }: CaseFile): Text[] {
  const { recommended_action: action, active_accounts: active } = campaign;
  const items: Text[] = [];
  if (totals.looks_innocent > 0)
    items.push(
      `Look first at the ${plural(totals.looks_innocent, 'member')} with an innocent explanation, and take out those for whom it holds.`,
    );
  if (campaign.status === 'suspected')
    items.push(
      'Have a person confirm or dismiss the campaign, with the reason. No step against accounts before.',
    );
  items.push([
    { strong: `${ACTION_WORDS[action]}.` },
    action === 'watch'
      ? ` The score of ${score(campaign.score)} does not carry a step against accounts.`
      : active > 0
        ? ` It reaches ${count(active)} of ${plural(campaign.account_count, 'account')} that can still act. Treat the group as one: acting on single accounts moves the work to the others.`
        : ' None of its accounts can act any more; expect successors.',
  ]);
  items.push(
    'Preserve the underlying records, payment and network logs included, as long as a claim or a referral is possible. This report and the case file are copies, not the original records.',
  );
  if (redaction === 'internal')
    items.push(
      'Before sharing, have counsel choose level and marking: at the partner level accounts are keyed hashes, at the public level none is listed.',
    );
  items.push('Watch for successors: the same scaffolds, payment issuer or parameters on new accounts.');
  return items;
}
