import { count, duration, moment, percent, plural } from '@/components/ui/format';
import type { AlertReview } from '@/lib/model/console/alert';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BACK_AT = 0.9;

/**
 * What the traffic beside an alert shows, as a sentence with a number: how fast it came back after a ban, else how it
 * compares with the level before, else how much of it is harvest.
 */
export function trafficFinding({ traffic, bans }: Pick<AlertReview, 'traffic' | 'bans'>): string {
  const points = traffic.points.map((point) => ({ ...point, t: Date.parse(point.at) }));
  const last = points.at(-1);
  const total = points.reduce((sum, point) => sum + point.exchanges, 0);
  if (!last || total === 0) return 'Silent over the time shown';
  const ban = bans.at(-1);
  if (ban && traffic.unit === 'hour') {
    const at = Date.parse(ban.at);
    const before = meanOf(
      points.filter((point) => point.t < at && point.t >= at - DAY).map((point) => point.exchanges),
    );
    const back = points.find((point) => point.t > at && before > 0 && point.exchanges >= before * BACK_AT);
    if (back) return `Banned volume was back in ${duration(back.t - at)}, from other accounts`;
    const since = meanOf(points.filter((point) => point.t > at).map((point) => point.exchanges));
    if (before > 0 && points.some((point) => point.t > at)) {
      return `The ban of ${moment(at)} left ${percent(Math.min(1, since / before))} of its volume`;
    }
  }
  if (traffic.baseline !== null && traffic.baseline > 0) {
    const lately = meanOf(points.filter((point) => point.t > last.t - DAY).map((point) => point.exchanges));
    const ratio = lately / traffic.baseline;
    if (ratio >= 1.25) return `The last day runs at ${ratio.toFixed(1)} times its level before`;
    if (ratio <= 0.5) return `The last day runs at ${percent(ratio)} of its level before`;
  }
  const harvest = points.reduce((sum, point) => sum + point.harvest, 0);
  return `${percent(harvest / total)} of ${plural(total, 'exchange')} look like training material`;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** "8 more speak for it, +19.6; 2 more against, −1.4": what a shortened list of evidence left out; null when nothing. */
export function leftOut(
  evidence: readonly { log_odds: number }[],
  shown: readonly { log_odds: number }[],
): string | null {
  const rest = evidence.filter((item) => !shown.includes(item));
  const parts = [
    { items: rest.filter((item) => item.log_odds >= 0), words: 'for it', sign: '+' },
    { items: rest.filter((item) => item.log_odds < 0), words: 'against', sign: '−' },
  ].filter(({ items }) => items.length > 0);
  if (parts.length === 0) return null;
  return parts
    .map(({ items, words, sign }, index) => {
      const sum = Math.abs(items.reduce((total, item) => total + item.log_odds, 0)).toFixed(1);
      return `${count(items.length)} more ${index === 0 ? `speak${items.length === 1 ? 's' : ''} ` : ''}${words}, ${sign}${sum}`;
    })
    .join('; ');
}
