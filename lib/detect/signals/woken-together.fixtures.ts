import { DAY, SINCE, type Spec, strangers, UNTIL } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

/** Other customers, who first come on a day of the month of their own. */
const ordinary = strangers(200, (i) => ({ facts: { first: SINCE + (((i * 29) % 280) * DAY) / 10 } }));
const noon = SINCE + 12.5 * DAY;
/** First used within the hour around a moment, made `made` days before the window ends. */
const life = (i: number, made: number, first = noon + i * 100_000): Partial<Spec> => ({
  created: made,
  facts: { first, last: UNTIL - DAY - i * 9_000_000 },
});
const age = (first: number) => (UNTIL - first) / DAY;

export const cases: Fixture[] = [
  {
    name: 'accounts made over three months that are first used within the hour',
    scene: () => operation((i) => life(i, 40 + i * 3), {}, ordinary),
    expect: {
      least: 2.4,
      most: 2.5,
      says: /Half of 30 accounts were first used within 23 minutes of each other, after lying unused for 13 days/,
    },
  },
  {
    name: 'the same, last used within the hour as well',
    scene: () =>
      operation(
        (i) => ({
          created: 40 + i * 3,
          facts: { first: noon + i * 100_000, last: UNTIL - 5 * DAY + i * 60_000 },
        }),
        {},
        ordinary,
      ),
    expect: { least: 2.9, most: 3, says: /half were last used within 14 minutes of each other/ },
  },
  {
    name: 'people who signed up for a course in the days before its first lesson',
    scene: () => operation((i) => life(i, age(noon) + 1.2 + (i % 15) * 0.7), {}, ordinary),
    expect: { least: 0.5, most: 1.6 },
  },
  {
    name: 'accounts that a firm made in one morning for a day weeks ahead',
    scene: () => operation((i) => life(i, 25 + i / 1000), {}, ordinary),
    expect: null,
  },
  {
    name: 'a workshop whose guests sign up as they sit down',
    scene: () => operation((i) => life(i, age(noon) + i / 1000), {}, ordinary),
    expect: null,
  },
  {
    name: 'accounts that begin each on a day of its own',
    scene: () => operation((i) => life(i, 40 + i * 3, SINCE + (1 + ((i * 7) % 27)) * DAY), {}, ordinary),
    expect: null,
  },
  {
    name: 'accounts in use since the records begin',
    scene: () => operation((i) => life(i, 40 + i * 3, SINCE + i * 100_000), {}, ordinary),
    expect: null,
  },
  {
    name: 'everybody comes back at the hour at which the records go on',
    scene: () =>
      operation(
        (i) => life(i, 40 + i * 3),
        {},
        strangers(200, (i) => ({
          facts: { first: i < 20 ? SINCE + i * 1_000_000 : noon + i * 15_000 },
        })),
      ),
    expect: null,
  },
];
