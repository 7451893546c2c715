import type { CaseFile } from '@/lib/export/case/model';
import { foreign } from '@/lib/export/report/clean';
import type { Section, Table, Text } from '@/lib/export/report/document';
import { scoresPicture } from '@/lib/export/report/pictures/scores';
import { weightsPicture } from '@/lib/export/report/pictures/weights';
import { count, odds, plural, score, spelled, weight } from '@/lib/export/report/words';
import type { Evidence } from '@/lib/model/campaign';
import { ACTION_THRESHOLDS } from '@/lib/model/verdict';

const ABOUT: Record<Evidence['about'], string> = {
  coordination: 'One operation?',
  extraction: 'Harvesting?',
};

/** The three scores and everything they rest on, for and against. */
export function scoresSection({ campaign, evidence }: CaseFile): Section {
  const speaks = evidence.filter(({ log_odds }) => log_odds >= 0).sort((a, b) => b.log_odds - a.log_odds);
  const against = evidence.filter(({ log_odds }) => log_odds < 0).sort((a, b) => a.log_odds - b.log_odds);
  const steps = Object.entries(campaign.steps ?? ACTION_THRESHOLDS)
    .map(([action, at]) => `${action} from ${score(at)}`)
    .join(', ');
  return {
    id: 'scores',
    title: 'Assessment and what it rests on',
    blocks: [
      {
        kind: 'text',
        text: [
          'Two questions are kept apart. ',
          { strong: 'Are these accounts one operation?' },
          ' A reseller is one, and harvests nothing. ',
          { strong: 'Does it collect training material?' },
          ` An honest benchmark team may, and is one customer. The campaign score is the product of both, so it is high only when both are. Steps are recommended by the campaign score: ${steps}.`,
        ],
      },
      { kind: 'picture', picture: scoresPicture(campaign) },
      ...(evidence.length > 0
        ? ([
            { kind: 'picture', picture: weightsPicture([...speaks, ...against]) },
            {
              kind: 'text',
              quiet: true,
              text: 'A weight is a natural logarithm of odds: how many times more likely the finding is if the answer is yes than if it is no. What several signals have in common is counted once. Weights of one question are added up; none of them decides alone.',
            },
            evidenceTable(`Evidence for (${count(speaks.length)})`, speaks),
            against.length > 0
              ? evidenceTable(`Evidence against (${count(against.length)})`, against)
              : ({
                  kind: 'text',
                  text: 'No signal speaks against it. Signals against it were looked for as well: see “Counter-evidence and limits”.',
                } as const),
          ] as const)
        : ([
            {
              kind: 'callout',
              title: 'No evidence is recorded',
              text: 'The run that made this campaign kept no evidence. The scores above cannot be examined by this report, and nothing should rest on them.',
            },
          ] as const)),
    ],
  };
}

function evidenceTable(caption: string, evidence: readonly Evidence[]): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { name: 'Weight', width: 19 },
      { name: 'Signal', width: 23 },
      { name: 'What was found, and what it is compared with', width: 58 },
    ],
    rows: evidence.map((item): Text[] => [
      [{ strong: weight(item.log_odds) }, ` ${odds(item.log_odds)}`],
      `${spelled(item.signal)}. ${ABOUT[item.about]}`,
      [foreign(item.summary, 600), ' ', foreign(item.baseline, 600)],
    ]),
  };
}

/** What speaks against it, in a line each. */
export function counted(evidence: readonly Evidence[]): string {
  const against = evidence.filter(({ log_odds }) => log_odds < 0).length;
  return `${plural(evidence.length - against, 'signal')} for, ${count(against)} against`;
}
