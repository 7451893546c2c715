const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Earliest time of an exchange, in microseconds since 1970. */
export const EARLIEST = Date.UTC(2020, 0, 1) * 1000;
/** Earliest time of what is told of accounts and models, which may be older than any exchange. */
export const EARLIEST_FACT = Date.UTC(2000, 0, 1) * 1000;
/** How far ahead of the clock a record may lie: clocks differ, and releases are announced. */
export const AHEAD = 7 * 86_400_000 * 1000;
/** Latest time for `valid_until`, which lies in the future by nature. */
export const LATEST_VALIDITY = Date.UTC(2100, 0, 1) * 1000;

/**
 * Microseconds since 1970 of an RFC 3339 time (`2026-11-22T07:00:00.123456Z`, offsets accepted), NaN for anything
 * else. Digits beyond the microsecond are dropped. Agrees with zod's `iso.datetime({ offset: true })`.
 */
export function parseTime(text: string): number {
  const length = text.length;
  if (
    length < 20 ||
    text.charCodeAt(4) !== 0x2d ||
    text.charCodeAt(7) !== 0x2d ||
    text.charCodeAt(10) !== 0x54 ||
    text.charCodeAt(13) !== 0x3a ||
    text.charCodeAt(16) !== 0x3a
  ) {
    return Number.NaN;
  }
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  let at = 19;
  let micros = 0;
  if (text.charCodeAt(at) === 0x2e) {
    at++;
    let scale = 100_000;
    const start = at;
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 0x30;
      if (digit < 0 || digit > 9) break;
      micros += digit * scale;
      scale = scale > 1 ? scale / 10 : 0;
    }
    if (at === start) return Number.NaN;
  }
  const offset = offsetMinutes(text, at);
  const days = daysFromCivil(year, month, day);
  return ((days * 24 + hour) * 60 + minute - offset) * 60_000_000 + second * 1_000_000 + micros;
}

function offsetMinutes(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  if (mark === 0x5a) return at === text.length - 1 ? 0 : Number.NaN;
  if ((mark !== 0x2b && mark !== 0x2d) || at + 6 !== text.length || text.charCodeAt(at + 3) !== 0x3a)
    return Number.NaN;
  const hours = two(text, at + 1);
  const minutes = two(text, at + 4);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (mark === 0x2b ? 1 : -1) * (hours * 60 + minutes);
}

/** Two decimal digits, NaN when they are not. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function daysIn(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return DAYS_IN_MONTH[month - 1] ?? 0;
}

/** Days since 1970 of a date of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
