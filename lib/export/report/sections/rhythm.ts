import type { CaseFile, CaseRhythm } from '@/lib/export/case/model';
import type { Section, Text } from '@/lib/export/report/document';
import { rhythmPicture } from '@/lib/export/report/pictures/rhythm';
import { listed, moment, percent, plural, spelled } from '@/lib/export/report/words';
import type { RhythmMeasure } from '@/lib/model/rhythm';

type Figure = CaseRhythm['measures'][number];

interface MeasureWords {
  label: string;
  says: string;
  /** Which way speaks for one hand. */
  side: 'low' | 'high';
  finding: string;
  value: (value: number) => string;
}

const plain = (value: number) => (value < 10 ? value.toFixed(value < 0.095 ? 3 : 2) : value.toFixed(0));

const MEASURES: Record<RhythmMeasure, MeasureWords> = {
  even_shares: {
    label: 'Even shares',
    says: 'Variance of sessions per account over their mean. Low: work is dealt out evenly.',
    side: 'low',
    finding: 'share the work out evenly',
    value: plain,
  },
  turn_taking: {
    label: 'Turn-taking',
    says: 'How much the pauses between turns of an account vary. Low: accounts come round in turn.',
    side: 'low',
    finding: 'take turns',
    value: plain,
  },
  common_clock: {
    label: 'Common clock',
    says: 'Share of the time in which all are silent together.',
    side: 'high',
    finding: 'fall silent together',
    value: percent,
  },
  handover: {
    label: 'Handover',
    says: 'Share of bans after which another account begins within four hours.',
    side: 'high',
    finding: 'are replaced soon after a ban',
    value: percent,
  },
  release_pivot: {
    label: 'Release pivot',
    says: 'Share of traffic on a new model in the first 24 hours.',
    side: 'high',
    finding: 'move to a new model within a day',
    value: percent,
  },
};

/** When each account is at work, beside what the same accounts would look like without one hand. */
export function rhythmSection({ rhythm }: CaseFile): Section | null {
  if (!rhythm || rhythm.lines.length === 0) return null;
  const measures = rhythm.measures.filter((figure) => figure.name in MEASURES);
  const finding = findingOf(rhythm, measures);
  return {
    id: 'rhythm',
    title: 'Rhythm of the accounts',
    blocks: [
      {
        kind: 'text',
        text: 'Each line is an account and each mark a time at which it was at work. People come and go by habits of their own; one hand behind many accounts leaves patterns across the lines: marks that slant as accounts take turns, gaps that all share, lines that begin where others end.',
      },
      { kind: 'picture', picture: rhythmPicture(rhythm, finding) },
      ...(measures.length > 0
        ? [
            {
              kind: 'table',
              caption: 'Measured against unrelated accounts (middle nine tenths of samples)',
              columns: [
                { name: 'Measure', width: 58 },
                { name: 'This campaign', width: 14, align: 'right' },
                { name: 'Unrelated', width: 14, align: 'right' },
                { name: 'Reads as', width: 14 },
              ],
              rows: measures.map((figure): Text[] => {
                const { label, says, value } = MEASURES[figure.name as RhythmMeasure];
                return [
                  [{ strong: label }, `. ${says}`],
                  value(figure.value),
                  value(figure.low) === value(figure.high)
                    ? value(figure.low)
                    : `${value(figure.low)} to ${value(figure.high)}`,
                  stands(figure) ? 'one hand' : 'ordinary',
                ];
              }),
            } as const,
          ]
        : []),
      ...(rhythm.waves.length > 0
        ? [
            {
              kind: 'text',
              text: `Bans that fell together: ${listed(
                rhythm.waves
                  .slice(0, 5)
                  .map(({ at, accounts }) => `${plural(accounts, 'account')} on ${moment(at)}`),
              )}.`,
            } as const,
          ]
        : []),
    ],
  };
}

function stands({ name, value, low, high }: Figure): boolean {
  return MEASURES[name as RhythmMeasure].side === 'low' ? value < low : value > high;
}

function findingOf({ accounts }: CaseRhythm, measures: readonly Figure[]): string {
  const found = measures.filter(stands).map(({ name }) => MEASURES[name as RhythmMeasure].finding);
  const who = plural(accounts, 'account');
  if (found.length > 0) return `${who} ${listed(found)}`;
  return measures.length > 0
    ? `In time, these ${who} look no more alike than unrelated ones`
    : `${spelled(who)}, too few sessions to compare with unrelated ones`;
}
