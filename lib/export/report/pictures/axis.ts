import type { Mark } from '@/lib/export/report/document';
import { shortDay } from '@/lib/export/report/words';

const DAY = 86_400_000;
const STEPS = [1, 2, 5, 7, 10, 14, 30, 60, 91, 182, 365].map((days) => days * DAY);

/** Days at even steps within a stretch of time, as many as are read beside each other. */
export function dayTicks(from: number, to: number, most = 8): number[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const ticks: number[] = [];
  for (let t = Math.ceil(from / DAY) * DAY; t <= to; t += step) ticks.push(t);
  return ticks;
}

/** The days under a picture, with hairlines through it. */
export function timeAxis(
  { from, to }: { from: number; to: number },
  x: (t: number) => number,
  { top, bottom, left, right }: { top: number; bottom: number; left: number; right: number },
): Mark[] {
  return dayTicks(from, to).flatMap((t): Mark[] => [
    { mark: 'line', x1: x(t), y1: top, x2: x(t), y2: bottom, ink: 'faint' },
    {
      mark: 'text',
      x: Math.min(Math.max(x(t), left), right),
      y: bottom + 14,
      text: shortDay(t),
      ink: 'quiet',
      anchor: x(t) > right - 18 ? 'end' : x(t) < left + 18 ? 'start' : 'middle',
    },
  ]);
}

/** A round number at or above the largest value, for the end of an axis. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((n) => n * power >= value * 0.999) ?? 10) * power;
}

/** About how wide text is at a size, in the units of pictures. */
export function textWidth(text: string, size = 11): number {
  return text.length * size * 0.6;
}
