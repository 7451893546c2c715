import { count, duration, longDay, percent, plural, score } from '@/components/ui/format';
import type { AccountHead } from '@/lib/model/console/account';

/** A stretch of a sentence; `strong` is what should be read first, `outside` is text that came from outside. */
export interface Run {
  text: string;
  strong?: boolean;
  outside?: boolean;
}

const DAY_MS = 86_400_000;

/** One account in one sentence: when it was made, when it began, where it belongs, how much of it is harvest. */
export function accountSentence(head: AccountHead): Run[] {
  const runs: Run[] = [{ text: `${origin(head)}${beginning(head)}` }];
  const main = head.memberships.find(stands);
  if (!main) {
    runs.push({
      text: head.memberships.length > 0 ? '; no campaign it was in still stands' : '; in no campaign',
    });
  } else {
    runs.push(
      { text: ': a member of ' },
      { text: main.title, outside: true },
      { text: ' with ' },
      { text: score(main.membership), strong: true },
      { text: ', and ' },
      { text: percent(main.harvest_share), strong: true },
      { text: ' of what it sends is harvest' },
    );
  }
  if (head.status !== 'active')
    runs.push({ text: `; ${head.status}${head.status_at ? ` since ${longDay(head.status_at)}` : ''}` });
  runs.push({ text: '.' });
  return runs;
}

/** Whether a campaign still says something about its accounts. */
export function stands({ status }: { status: string }): boolean {
  return status !== 'dismissed' && status !== 'closed';
}

function origin({ created_at, first_seen }: AccountHead): string {
  if (created_at) return `Made on ${longDay(created_at)}`;
  if (first_seen)
    return `Known from its exchanges since ${longDay(first_seen)}, its own record is still missing`;
  return 'Named by a record that told nothing more';
}

function beginning({ created_at, first_seen, silence, after_ban: ban, exchanges }: AccountHead): string {
  if (exchanges === 0) return ', it has sent nothing';
  const silent = silence ? Date.parse(silence.to) - Date.parse(silence.from) : 0;
  const fromTheStart =
    silence && created_at && Math.abs(Date.parse(silence.from) - Date.parse(created_at)) < DAY_MS;
  if (ban) {
    const wait = duration(Date.parse(ban.began) - Date.parse(ban.at));
    const pause = silence ? `silent for ${duration(silent)}, then ` : '';
    return `, ${pause}at work from ${wait} after ${plural(ban.accounts, 'account')} of its campaign ${ban.accounts === 1 ? 'was' : 'were'} banned`;
  }
  if (silence && fromTheStart)
    return `, silent for ${duration(silent)}, at work since ${longDay(silence.to)}`;
  if (silence) return `, at work with a silence of ${duration(silent)} up to ${longDay(silence.to)}`;
  if (!created_at || !first_seen) return '';
  const wait = Date.parse(first_seen) - Date.parse(created_at);
  return wait < 0 ? '' : `, at work ${duration(wait)} later`;
}

/** "with 311 others", "with nobody else". */
export function others(n: number): string {
  return n === 0 ? 'with nobody else' : `with ${count(n)} ${n === 1 ? 'other' : 'others'}`;
}
