import { strangers } from '@/lib/detect/fixture';
import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({ facts: { sessions: 3 + ((i * i) % 150) } }));
const people = seeded(7);
/** A job queue over four weeks, busy by day. */
const jobs: number[] = [];
for (let at = 0; at < 2_400_000; at += -Math.log(1 - people()) * ((at / 86_400) % 1 < 0.4 ? 900 : 9_000)) {
  jobs.push(Math.floor(at));
}
const pick = jobs.map(() => Math.floor(people() * 30));

export const cases: Fixture[] = [
  {
    name: 'jobs that come at any time, dealt out in turn',
    scene: () => operation((i) => ({ starts: jobs.filter((_, job) => job % 30 === i) }), {}, others),
    expect: { least: 3.5, most: 5, says: /come round in turn/ },
  },
  {
    name: 'jobs dealt to random accounts: as even as chance, which people are not',
    scene: () => operation((i) => ({ starts: jobs.filter((_, job) => pick[job] === i) }), {}, others),
    expect: { least: 0.8, most: 2, says: /as if each session had gone to a random one/ },
  },
  {
    name: 'each on the same schedule without the others',
    scene: () =>
      operation((i) => ({ starts: Array.from({ length: 20 }, (_, k) => (k * 30 + i) * 3600) }), {}, others),
    expect: { least: 0.8, most: 1.2, says: /spread evenly/ },
  },
  {
    name: 'people who decide for themselves',
    scene: () =>
      operation(
        (i) => ({
          starts: Array.from({ length: 3 + ((i * i * 5) % 120) }, () =>
            Math.floor(people() * 2_500_000),
          ).sort((a, b) => a - b),
        }),
        {},
        others,
      ),
    expect: { least: -2, most: -1.5, says: /differ in how much they do as people differ/ },
  },
  {
    name: 'accounts that a schedule made, used as unevenly as people are',
    scene: () =>
      operation(
        (i) => ({
          starts: Array.from({ length: 3 + ((i * i * 5) % 120) }, () =>
            Math.floor(people() * 2_500_000),
          ).sort((a, b) => a - b),
          created: 35 - i / 6,
        }),
        {},
        others,
      ),
    expect: null,
  },
  {
    name: 'a task that everybody does in an afternoon, a few questions each',
    scene: () =>
      operation(
        (i) => ({ starts: Array.from({ length: 4 + (i % 3) }, (_, k) => 1_000_000 + i * 97 + k * 900) }),
        {},
        others,
      ),
    expect: null,
  },
  {
    name: 'a list of thirty questions, which each works through in one go on a day of its own',
    scene: () =>
      operation(
        (i) => ({ starts: Array.from({ length: 30 }, (_, k) => 200_000 + i * 43_000 + k * 60) }),
        {},
        others,
      ),
    expect: null,
  },
];
