import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import { count, odds, plural, spelled, weight } from '@/lib/export/report/words';
import type { Evidence } from '@/lib/model/campaign';

const LEFT = 176;
const RIGHT = 628;
const ROW = 19;
const TOP = 6;
/** More bars than this are a wall; the table has them all. */
const MOST = 24;

/** Evidence as bars: for is solid to the right, against hatched to the left. */
export function weightsPicture(evidence: readonly Evidence[]): Picture {
  const shown = evidence.slice(0, MOST);
  const most = Math.max(1, ...shown.map(({ log_odds }) => log_odds));
  const least = Math.max(0.5, ...shown.map(({ log_odds }) => -log_odds));
  const room = shown.some(({ log_odds }) => log_odds < 0) ? least : 0;
  const unit = (RIGHT - LEFT - (room > 0 ? 34 : 0)) / (most + room);
  const zero = LEFT + (room > 0 ? 34 : 0) + room * unit;
  const bottom = TOP + shown.length * ROW;
  const marks: Mark[] = shown.flatMap(({ signal, log_odds, about }, i): Mark[] => {
    const y = TOP + i * ROW + ROW / 2;
    const width = Math.max(1, Math.abs(log_odds) * unit);
    const against = log_odds < 0;
    return [
      { mark: 'text', x: 0, y: y + 4, text: spelled(signal) },
      {
        mark: 'rect',
        x: against ? zero - width : zero,
        y: y - 5,
        w: width,
        h: 10,
        ink: about === 'extraction' && !against ? 'finding' : 'mark',
        hatched: against,
      },
      {
        mark: 'text',
        x: against ? zero - width - 5 : zero + width + 5,
        y: y + 4,
        text: weight(log_odds),
        anchor: against ? 'end' : 'start',
        bold: true,
      },
    ];
  });
  marks.push({ mark: 'line', x1: zero, y1: TOP - 2, x2: zero, y2: bottom + 2, ink: 'text' });
  const speaks = evidence.filter(({ log_odds }) => log_odds >= 0).length;
  return {
    title: `${plural(speaks, 'signal speaks', 'signals speak')} for it, ${speaks === evidence.length ? 'none' : count(evidence.length - speaks)} against`,
    caption:
      'Weight in log-odds after what signals have in common is taken off. Solid: for; hatched, to the left: against. Grey: one operation?; copper: harvesting?',
    description: shown
      .map(({ signal, log_odds }) => `${spelled(signal)} ${weight(log_odds)}, ${odds(log_odds)}.`)
      .join(' '),
    width: PICTURE_WIDTH,
    height: bottom + 6,
    marks,
  };
}
