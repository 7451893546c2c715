import type { HourRow } from './draft';
import type { Readings } from './readings';

const HOUR = 3_600_000;
/** Steps of the golden ratio lie evenly in 0 to 1, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Sums of shares miss whole numbers by less. */
const ROUNDING = 1e-6;

/**
 * Hours with the harvest under the capabilities as which its labels are read, in whole exchanges; what is no harvest keeps its label.
 * An hour, model and pathway come to what they came to, an hour by itself is rounded alike in every run, and over many hours shares
 * come to those of the readings, since where each hour is cut moves on (systematic sampling, W. G. and L. H. Madow 1944).
 */
export function hoursAsRead(rows: readonly HourRow[], readings: Readings | undefined): HourRow[] {
  if (!readings) return [...rows];
  const cells = new Map<string, HourRow[]>();
  for (const row of rows) {
    const name = `${row.hour.getTime()} ${row.model_key} ${row.pathway}`;
    const cell = cells.get(name);
    if (cell) cell.push(row);
    else cells.set(name, [row]);
  }
  return [...cells.values()].flatMap((cell) => cellAsRead(cell, readings));
}

function cellAsRead(cell: readonly HourRow[], readings: Readings): HourRow[] {
  const [{ hour, model_key, pathway }] = cell as [HourRow];
  const rest = readings.map(() => 0);
  const wanted = readings.map(() => 0);
  for (const { capability, exchanges, harvest } of cell) {
    rest[capability] = (rest[capability] ?? 0) + exchanges - harvest;
    readings[capability]?.forEach((share, one) => {
      wanted[one] = (wanted[one] ?? 0) + harvest * share;
    });
  }
  let sum = ((hour.getTime() / HOUR) * GOLDEN) % 1;
  let given = Math.floor(sum + ROUNDING);
  return wanted.flatMap((want, capability) => {
    sum += want;
    const harvest = Math.floor(sum + ROUNDING) - given;
    given += harvest;
    const exchanges = harvest + (rest[capability] ?? 0);
    return exchanges > 0 ? [{ hour, capability, model_key, pathway, exchanges, harvest }] : [];
  });
}
