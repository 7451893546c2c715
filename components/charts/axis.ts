import { clock, day } from '@/components/ui/format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 5760, 10_080, 20_160, 43_200, 86_400].map(
  (m) => m * MINUTE,
);

export interface TimeTick {
  t: number;
  label: string;
  /** The first of a new day on an axis of hours. */
  strong: boolean;
}

interface TickPlace {
  x: number;
  textAnchor: 'start' | 'middle' | 'end';
}

/** Half of what a letter or figure at 11 px takes at most, in px. */
const TICK_HALF = 3.3;

/** Round times in UTC between `from` and `to` (ms), at most `most` of them: days as "16 Nov", shorter steps as "06:00". */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const span = Math.max(MINUTE, to - from);
  const step = STEPS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most / DAY) * DAY;
  const ticks: TimeTick[] = [];
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) {
    const midnight = t % DAY === 0;
    ticks.push({ t, label: midnight ? day(t) : clock(t), strong: midnight && step < DAY });
  }
  return ticks;
}

/** Where the words of a tick at `px` stand so that they end with the drawing and are not cut there. */
export function tickPlace(px: number, label: string, left: number, right: number): TickPlace {
  const half = label.length * TICK_HALF;
  if (px + half > right) return { x: right, textAnchor: 'end' };
  return px - half < left ? { x: left, textAnchor: 'start' } : { x: px, textAnchor: 'middle' };
}

/** Round values from zero up to at least `top`, at most five of them. */
export function valueTicks(top: number): number[] {
  if (top <= 0) return [0, 1];
  const rough = top / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10]
      .map((m) => m * power)
      .find((s) => s >= rough && (s >= 1 ? Number.isInteger(s) : true)) ?? rough;
  const ticks: number[] = [];
  for (let v = 0; v < top + step * 0.999 && ticks.length < 5; v += step) ticks.push(v);
  return ticks;
}
