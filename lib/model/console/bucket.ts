const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths of a bucket that people read easily, ascending, in ms. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map(
  (minutes) => minutes * MINUTE,
);

/**
 * The narrowest readable bucket that cuts `span` ms into at most `most`; whole days beyond the widest.
 * `least` is the finest that the source of the figures allows, such as an hour for a rollup by hour.
 */
export function bucketFor(span: number, most: number, least = MINUTE): number {
  const wanted = STEPS.find((step) => step >= least && span / step <= most);
  return wanted ?? Math.ceil(span / most / DAY) * DAY;
}

export { DAY as DAY_MS, HOUR as HOUR_MS };
