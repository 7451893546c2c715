const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 1648310 → "1,648,310". */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** For axes and narrow cells: 1648310 → "1.6M", 41900 → "42k", 860 → "860". */
export function shortCount(n: number): string {
  const a = Math.abs(n);
  if (a >= 999_500) return `${trim(n / 1e6)}M`;
  if (a >= 9_995) return `${Math.round(n / 1e3)}k`;
  if (a >= 1_000) return `${trim(n / 1e3)}k`;
  return count(Math.round(n * 10) / 10);
}

function trim(n: number): string {
  return n.toFixed(1).replace(/\.0$/, '');
}

/** A share in 0 to 1 as whole percent; what is there but rounds to nothing is "<1%". */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  return `${Math.round(share * 100)}%`;
}

/** A score in 0 to 1 with two digits; no score is certain, so none reads 1.00. */
export function score(value: number): string {
  return Math.min(value, 0.99).toFixed(2);
}

/** A signed weight: "+5.1", "−1.4" (with a minus sign, not a hyphen). */
export function weight(logOdds: number): string {
  return `${logOdds < 0 ? '−' : '+'}${Math.abs(logOdds).toFixed(1)}`;
}

/** "1 account", "2 accounts". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Small numbers in words at the start of a sentence: 11 → "Eleven"; from 21 on in figures. */
export function inWords(n: number): string {
  return WORDS[n] ?? count(n);
}

const WORDS = (
  'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen ' +
  'Sixteen Seventeen Eighteen Nineteen Twenty'
).split(' ');

/** A stretch of time in its two largest units: "2 d 3 h", "3 h 20 min", "40 min", "12 s". */
export function duration(ms: number): string {
  const t = Math.abs(ms);
  if (t < MINUTE) return `${Math.round(t / 1000)} s`;
  if (t < HOUR) return `${Math.round(t / MINUTE)} min`;
  const [big, bigUnit, small, smallUnit] =
    t < DAY - HOUR / 2 ? ([HOUR, 'h', MINUTE, 'min'] as const) : ([DAY, 'd', HOUR, 'h'] as const);
  const rounded = Math.round(t / small) * small;
  const whole = Math.floor(rounded / big);
  const rest = Math.round((rounded - whole * big) / small);
  return rest === 0 || whole >= 10 ? `${whole} ${bigUnit}` : `${whole} ${bigUnit} ${rest} ${smallUnit}`;
}

/** Age in one unit, for narrow columns: "40 min", "3 h", "2 d". */
export function age(iso: string, now: number): string {
  const t = Math.max(0, now - Date.parse(iso));
  if (t < MINUTE) return 'now';
  if (t < HOUR) return `${Math.floor(t / MINUTE)} min`;
  if (t < DAY) return `${Math.floor(t / HOUR)} h`;
  return `${Math.floor(t / DAY)} d`;
}

/** When something is due, and whether to worry: late, soon (within two hours) or neither. */
export function due(iso: string, now: number): { text: string; tone: 'late' | 'soon' | 'calm' } {
  const left = Date.parse(iso) - now;
  if (left < 0) return { text: `${age(iso, now)} late`.replace('now late', 'now'), tone: 'late' };
  if (left < 2 * HOUR) return { text: `in ${duration(left).replace(/ 0 min$/, '')}`, tone: 'soon' };
  const days = dayNumber(Date.parse(iso)) - dayNumber(now);
  if (days <= 0) return { text: 'today', tone: 'calm' };
  if (days === 1) return { text: 'tomorrow', tone: 'calm' };
  if (days < 7) return { text: WEEKDAYS[new Date(iso).getUTCDay()] ?? '', tone: 'calm' };
  return { text: day(iso), tone: 'calm' };
}

function dayNumber(t: number): number {
  return Math.floor(t / DAY);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS =
  'January February March April May June July August September October November December'.split(' ');

// All times on screen are UTC; the words are made here and not by the locale of the machine, so that server and
// browser always agree.

/** "16 Nov". */
export function day(time: string | number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "16 November", for sentences. */
export function longDay(time: string | number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${LONG_MONTHS[d.getUTCMonth()]}`;
}

/** "16 Nov 2026", where the year matters. */
export function fullDay(time: string | number): string {
  return `${day(time)} ${new Date(time).getUTCFullYear()}`;
}

/** "02:10". */
export function clock(time: string | number): string {
  const d = new Date(time);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** "16 Nov 02:10". */
export function moment(time: string | number): string {
  return `${day(time)} ${clock(time)}`;
}

/** "2026-11-16 02:10:05 UTC", for titles. */
export function exact(time: string | number): string {
  return `${new Date(time).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** "rubric_grading" → "Rubric grading", for words of an open list that has no better name. */
export function spelled(word: string): string {
  const words = word.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
