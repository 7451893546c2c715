import type { CaseFile } from '@/lib/export/case/model';
import { type Maker, moment } from './maker';
import type { StixObject } from './object';

/**
 * What is thought of the campaign: the evidence for and against as notes, what was done about it, the notes of analysts where
 * the level has them, what is recommended as a course of action, and what people decided as an opinion.
 */
export function assessments(maker: Maker, file: CaseFile, campaign: StixObject): void {
  const note = (parts: string[], abstract: string, lines: string[], more: Record<string, unknown> = {}) => {
    const content = lines.filter((line) => line !== '').join('\n');
    if (content === '') return;
    maker.own('note', parts, { abstract, content, object_refs: [campaign.id], ...more });
  };
  const side = (speaks: (logOdds: number) => boolean) =>
    file.evidence
      .filter(({ log_odds }) => speaks(log_odds))
      .map(
        ({ signal, about, log_odds, summary, baseline }) =>
          `${signal} (${about}, ${log_odds >= 0 ? '+' : '−'}${Math.abs(log_odds).toFixed(2)}): ${summary} ${baseline}`,
      );
  note(
    ['for'],
    'Evidence for the campaign',
    side((logOdds) => logOdds > 0),
  );
  note(
    ['against'],
    'Evidence against the campaign',
    side((logOdds) => logOdds <= 0),
  );
  note(['limits'], 'Limits of the assessment', limits(file));
  note(
    ['done'],
    'What was done',
    file.orders.map(
      ({ kind, accounts, delivered, first_at }) =>
        `${moment(first_at)} ${kind}: ${accounts.toLocaleString('en-US')} accounts, ${delivered.toLocaleString('en-US')} orders delivered.`,
    ),
  );
  for (const { at, kind, actor, summary } of file.events) {
    if (kind !== 'note') continue;
    const time = moment(at);
    note(['analyst', time, summary], 'Note of an analyst', [summary], {
      created: time,
      modified: time,
      ...(actor === null ? {} : { authors: [actor] }),
    });
  }
  recommendation(maker, file, campaign);
  opinion(maker, file, campaign);
}

function limits({ campaign, accounts, totals }: CaseFile): string[] {
  const { peers, account_count, run } = campaign;
  const n = (value: number) => value.toLocaleString('en-US');
  return [
    'Coordination and extraction are two questions; neither alone is an accusation. Membership is a likelihood.',
    peers > 0
      ? `Compared with ${n(peers)} unrelated accounts on the same plans and pathways.`
      : 'There were no unrelated accounts to compare with.',
    run === null ? '' : `Rests on ${n(run.window_days)} days until ${moment(run.until)}.`,
    totals.looks_innocent > 0
      ? `${n(totals.looks_innocent)} of ${n(account_count)} members have an innocent explanation.`
      : '',
    accounts.length < account_count ? `${n(accounts.length)} of ${n(account_count)} members are listed.` : '',
  ];
}

const STEPS: Record<CaseFile['campaign']['recommended_action'], string> = {
  watch: 'Watch the accounts; nothing is to be done to them yet.',
  verify: 'Have whoever stands behind the accounts verified.',
  throttle: 'Limit rate and volume of the accounts together.',
  suspend: 'Suspend the accounts that a person has looked at.',
};

function recommendation(
  maker: Maker,
  { campaign: { recommended_action: step, status } }: CaseFile,
  about: StixObject,
) {
  if (status === 'dismissed') return;
  const course = maker.own('course-of-action', ['recommended'], {
    name: `Recommended: ${step}`,
    description: STEPS[step],
  });
  maker.relationship(course, 'related-to', about);
}

/** Of the newest decision that the campaign's status rests on. */
function opinion(maker: Maker, { decisions, campaign }: CaseFile, about: StixObject): void {
  if (campaign.status === 'suspected') return;
  const sought = campaign.status === 'dismissed' ? 'dismiss' : 'confirm';
  const last = decisions.findLast(({ kind, undone }) => !undone && kind === sought);
  if (!last) return;
  const { kind, at, outcome, actor, reason } = last;
  const what = kind === 'confirm' ? 'confirmed' : `dismissed${outcome === null ? '' : ` (${outcome})`}`;
  maker.own('opinion', [last.id], {
    opinion: kind === 'confirm' ? 'strongly-agree' : 'strongly-disagree',
    explanation: `The campaign was ${what} on ${moment(at)}${reason ? `: ${reason}` : '.'}`,
    object_refs: [about.id],
    created: earlier(moment(at), maker.modified),
    ...(actor === null ? {} : { authors: [actor] }),
  });
}

const earlier = (a: string, b: string) => (a < b ? a : b);
