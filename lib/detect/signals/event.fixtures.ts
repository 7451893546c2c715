import { DAY, UNTIL } from '@/lib/detect/fixture';
import { type Fixture, operation, viralPrompt } from './fixtures';

export const cases: Fixture[] = [
  { name: 'a viral prompt', scene: () => viralPrompt(), expect: { least: -3, most: -2, says: /only/ } },
  {
    name: 'new accounts whose other traffic begins with it, as cover does',
    scene: () => viralPrompt((i) => ({ created: 29.9, facts: { first: UNTIL - 30 * DAY + i * 3_000_000 } })),
    expect: { least: -1.9, most: -1.6, says: /in accounts that mostly were in no use before/ },
  },
  {
    name: 'aged accounts that lay unused for weeks until they sent it',
    scene: () =>
      viralPrompt((i) => ({
        created: 90 + i,
        facts: { first: UNTIL - 30 * DAY + 20 * DAY },
        starts: [1_728_000, 1_731_600],
      })),
    expect: { least: -1.9, most: -1.6, says: /in accounts that mostly were in no use before/ },
  },
  {
    name: 'a hackathon: one purpose, three days, mostly requests of their own',
    scene: () =>
      operation((i) => ({
        created: 9 + (i % 3) / 3,
        sends: [{ family: 'grade', n: 9 }, { n: 20 }],
        facts: { declaredUse: 'Harbour Hack', last: UNTIL - 6 * DAY },
      })),
    expect: { least: -2, most: -1.9, says: /30 of 30 accounts say they are for “Harbour Hack”/ },
  },
  {
    name: 'the same purpose on accounts that do nothing else for weeks',
    scene: () => operation(() => ({ facts: { declaredUse: 'research' } })),
    expect: null,
  },
  {
    name: 'forty exchanges over weeks',
    scene: () => operation((i) => ({ starts: Array.from({ length: 20 }, (_, k) => k * 90_000 + i) })),
    expect: null,
  },
];
