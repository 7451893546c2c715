import { DAY, SINCE, strangers, UNTIL } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const fresh = strangers(60, (i) => ({
  created: 25,
  facts: { first: UNTIL - (25 - (i % 9)) * DAY, last: UNTIL, days: 4 },
}));

export const cases: Fixture[] = [
  {
    name: 'new accounts at work every day from the first',
    scene: () =>
      operation(
        () => ({ created: 20, facts: { first: UNTIL - 20 * DAY + 3_600_000, last: UNTIL, days: 19 } }),
        {},
        fresh,
      ),
    expect: { least: 0.8, most: 1.2, says: /full rate from the first day/ },
  },
  {
    name: 'old accounts',
    scene: () => operation(() => ({ created: 300, facts: { first: SINCE } }), {}, fresh),
    expect: null,
  },
];
