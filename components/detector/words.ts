import { percent, plural } from '@/components/ui/format';
import type { TagTone } from '@/components/ui/tag';
import type { BacktestPart, Comparison, DetectorItem } from '@/lib/model/detector';
import type { DetectorState, Turn } from '@/lib/model/judging';

export const STATE_TONE: Record<DetectorState, TagTone> = {
  draft: 'hollow',
  shadow: 'info',
  live: 'good',
  retired: 'neutral',
};

export const TURN_WORDS: Record<Turn, string> = {
  same: 'stays',
  rises: 'rises',
  falls: 'falls',
  appears: 'new',
  vanishes: 'vanishes',
};

/** "Version 3", and the one that Retort came with. */
export function versionName({ number }: Pick<DetectorItem, 'number'>): string {
  return number === 0 ? 'As measured' : `Version ${number}`;
}

/** What differs from how it was measured, in a few words. */
export function changesIn({ weights, thresholds }: DetectorItem['config']): string {
  const [signals, steps] = [Object.keys(weights).length, Object.keys(thresholds).length];
  if (signals + steps === 0) return 'nothing changed';
  return [signals > 0 ? plural(signals, 'weight') : '', steps > 0 ? plural(steps, 'threshold') : '']
    .filter(Boolean)
    .join(', ');
}

/** What a comparison comes to, as a title. */
export function comparisonFinding({ campaigns, turns }: Comparison): string {
  const said = (
    [
      ['vanishes', 'would vanish'],
      ['appears', 'would be new'],
      ['rises', 'would rise'],
      ['falls', 'would fall'],
    ] as const
  ).flatMap(([turn, words]) => (turns[turn] ? [`${turns[turn]} ${words}`] : []));
  const of = `Of ${plural(campaigns.live, 'campaign')}`;
  return said.length === 0 ? `${of} every one would stand as it does` : `${of} ${said.join(', ')}`;
}

/** A share of what people decided, "11 of 12"; a dash where there is nothing to compare with. */
export function agreementOf(found: number, known: number): string {
  return known === 0 ? '–' : `${found} of ${known}`;
}

/** What a part of a back-test says in a sentence. */
export function backtestFinding({ confirmed, dismissed, reinstated }: BacktestPart): string {
  const known = confirmed.known + dismissed.known + reinstated.known;
  if (known === 0) return 'Nobody had decided about anything that these records speak of';
  const right = (which: 'live' | 'other') =>
    confirmed[which] + (dismissed.known - dismissed[which]) + (reinstated.known - reinstated[which]);
  const [mine, live] = [right('other') / known, right('live') / known];
  const than = mine === live ? 'as much as what is live' : `what is live with ${percent(live)}`;
  return `Agrees with ${percent(mine)} of what people decided, ${than}`;
}
