import type { CaseFile } from '@/lib/export/case/model';
import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import { likelihood, score } from '@/lib/export/report/words';
import { ACTION_THRESHOLDS } from '@/lib/model/verdict';

const LEFT = 178;
const RIGHT = 566;
const ROW = 34;
const TOP = 24;

/** The three scores on one scale, with the values from which each step is recommended. */
export function scoresPicture(campaign: CaseFile['campaign']): Picture {
  const rows = [
    { name: 'Campaign', says: 'both together', value: campaign.score, ink: 'finding' },
    { name: 'Coordination', says: 'one operation?', value: campaign.coordination, ink: 'mark' },
    { name: 'Extraction', says: 'harvesting?', value: campaign.extraction, ink: 'mark' },
  ] as const;
  const x = (value: number) => LEFT + value * (RIGHT - LEFT);
  const bottom = TOP + rows.length * ROW;
  const marks: Mark[] = [];
  for (const [action, at] of Object.entries(campaign.steps ?? ACTION_THRESHOLDS)) {
    marks.push(
      { mark: 'line', x1: x(at), y1: TOP - 6, x2: x(at), y2: bottom, ink: 'soft', dashed: true },
      {
        mark: 'text',
        x: x(at),
        y: TOP - 11,
        text: `${action} ${score(at)}`,
        anchor: 'middle',
        ink: 'quiet',
        size: 10,
      },
    );
  }
  for (const [i, { name, says, value, ink }] of rows.entries()) {
    const y = TOP + i * ROW + ROW / 2;
    marks.push(
      { mark: 'text', x: 0, y: y + 4, text: name, bold: true, size: 12 },
      { mark: 'text', x: 88, y: y + 4, text: says, ink: 'quiet' },
      { mark: 'rect', x: LEFT, y: y - 6, w: RIGHT - LEFT, h: 12, ink: 'paper', outline: 'line' },
      { mark: 'rect', x: LEFT, y: y - 6, w: Math.max(1, value * (RIGHT - LEFT)), h: 12, ink },
      { mark: 'text', x: RIGHT + 12, y: y + 4.5, text: score(value), bold: true, size: 13 },
      { mark: 'text', x: RIGHT + 46, y: y + 4, text: likelihood(value), ink: 'quiet', size: 10 },
    );
  }
  for (const value of [0, 0.25, 0.5, 0.75, 1])
    marks.push({
      mark: 'text',
      x: x(value),
      y: bottom + 13,
      text: String(value),
      anchor: 'middle',
      ink: 'quiet',
      size: 10,
    });
  return {
    title: `Campaign score ${score(campaign.score)}: ${likelihood(campaign.score)}`,
    caption: 'Scores from 0 to 1. Dashed: from where on a step is recommended by the campaign score.',
    description: rows.map(({ name, value }) => `${name} ${score(value)}, ${likelihood(value)}.`).join(' '),
    width: PICTURE_WIDTH,
    height: bottom + 18,
    marks,
  };
}
