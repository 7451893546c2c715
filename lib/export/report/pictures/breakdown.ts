import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import type { Share } from '@/lib/export/report/sections/capabilities';
import { count, percent } from '@/lib/export/report/words';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import { roundUp } from './axis';

const LEFT = 150;
const RIGHT = 560;
const ROW = 22;
const TOP = 4;

/** Shares of the harvest as bars, with a tick where unrelated accounts are. */
export function breakdownPicture(shares: readonly Share[], finding: string, peers: number): Picture {
  const most = Math.min(1, roundUp(Math.max(...shares.map(({ share, base }) => Math.max(share, base)))));
  const x = (share: number) => LEFT + (share / most) * (RIGHT - LEFT);
  const bottom = TOP + shares.length * ROW;
  const marks: Mark[] = [0, 0.25, 0.5, 0.75, 1].flatMap((part): Mark[] => [
    { mark: 'line', x1: x(part * most), y1: TOP, x2: x(part * most), y2: bottom, ink: 'faint' },
    {
      mark: 'text',
      x: x(part * most),
      y: bottom + 13,
      text: percent(part * most),
      anchor: 'middle',
      ink: 'quiet',
      size: 10,
    },
  ]);
  for (const [i, { capability, share, base }] of shares.entries()) {
    const y = TOP + i * ROW + ROW / 2;
    const label = percent(share);
    marks.push(
      { mark: 'text', x: 0, y: y + 4, text: CAPABILITY_WORDS[capability].label },
      {
        mark: 'rect',
        x: LEFT,
        y: y - 6,
        w: Math.max(share > 0 ? 1 : 0, x(share) - LEFT),
        h: 12,
        ink: 'mark',
      },
      { mark: 'line', x1: x(base), y1: y - 9, x2: x(base), y2: y + 9, ink: 'paper', width: 4.5 },
      { mark: 'line', x1: x(base), y1: y - 9, x2: x(base), y2: y + 9, ink: 'finding', width: 2 },
      { mark: 'text', x: RIGHT + 46, y: y + 4, text: label, anchor: 'end', bold: true },
      {
        mark: 'text',
        x: PICTURE_WIDTH,
        y: y + 4,
        text: `peers ${percent(base)}`,
        anchor: 'end',
        ink: 'quiet',
      },
    );
  }
  return {
    title: finding,
    caption:
      peers > 0
        ? `Shares of harvest exchanges (bars), and of what ${count(peers)} unrelated accounts on the same plans and pathways ask for (copper tick).`
        : 'Shares of harvest exchanges. There were no unrelated accounts on the same plans to compare with.',
    description: shares
      .map(
        ({ capability, share, base }) =>
          `${CAPABILITY_WORDS[capability].label}: ${percent(share)}, unrelated accounts ${percent(base)}.`,
      )
      .join(' '),
    width: PICTURE_WIDTH,
    height: bottom + 18,
    marks,
  };
}
