import { campaignMove } from '@/lib/model/moves';
import type { CampaignStatus } from '@/lib/model/verdict';

const COLUMNS: readonly CampaignStatus[] = ['suspected', 'confirmed', 'contained', 'dismissed', 'closed'];

const DECISIONS = { suspected: 'reopen', confirmed: 'confirm', dismissed: 'dismiss' } as const;

/** The columns of the board: those asked for, else all. */
export function boardColumns(asked: readonly CampaignStatus[]): readonly CampaignStatus[] {
  return asked.length > 0 ? COLUMNS.filter((status) => asked.includes(status)) : COLUMNS;
}

/** The decision that takes a card to another column, or the sentence that says why none does. */
export function boardMove(
  from: CampaignStatus,
  to: CampaignStatus,
): { kind: 'confirm' | 'dismiss' | 'reopen' } | { refused: string } {
  if (from === to) return { refused: 'It is in this column already.' };
  switch (to) {
    case 'suspected':
    case 'confirmed':
    case 'dismissed': {
      const kind = DECISIONS[to];
      const move = campaignMove(from, kind);
      return 'refused' in move ? { refused: move.refused } : { kind };
    }
    case 'contained':
      return {
        refused: 'A campaign is contained once none of its accounts can act: ban them in its accounts.',
      };
    case 'closed':
      return { refused: 'A campaign is closed when it becomes part of another: merge it on its page.' };
  }
}

/** The card that an arrow key leads to: places are [column, card], `sizes` the cards of each column. Null at the edge. */
export function nextPlace(
  [column, card]: readonly [number, number],
  key: string,
  sizes: readonly number[],
): [number, number] | null {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const next = card + (key === 'ArrowDown' ? 1 : -1);
    return next >= 0 && next < (sizes[column] ?? 0) ? [column, next] : null;
  }
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return null;
  for (let at = column + step; at >= 0 && at < sizes.length; at += step) {
    const size = sizes[at] ?? 0;
    if (size > 0) return [at, Math.min(card, size - 1)];
  }
  return null;
}
