import { UsageError } from './output';

/** A moment from the command line: a date (its beginning in UTC) or an RFC 3339 time. UsageError for anything else. */
export function parseMoment(text: string): Date {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i;
  const time = new Date(text);
  if (!form.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`"${text}" is no time: write it as 2026-11-22 or 2026-11-22T14:00:00Z.`);
  }
  return time;
}

/** A number of whole days such as `30d` or `4w`, 1 to 400. UsageError for anything else. */
export function parseDays(text: string): number {
  const match = /^(\d{1,4})([dw])$/.exec(text);
  const days = match ? Number(match[1]) * (match[2] === 'w' ? 7 : 1) : 0;
  if (days < 1 || days > 400)
    throw new UsageError(`"${text}" is no window: write it in days or weeks, such as 30d or 4w.`);
  return days;
}
