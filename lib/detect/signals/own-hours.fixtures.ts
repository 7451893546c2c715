import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const DAY = 86_400;
const random = seeded(11);
/** Sixteen sessions on different days, within so many hours of a time of day of one's own. */
const keeping = (hours: number) => {
  const morning = random() * DAY;
  return Array.from({ length: 16 }, (_, day) => Math.floor(day * DAY + morning + random() * hours * 3_600));
};

export const cases: Fixture[] = [
  {
    name: 'people in many time zones, each awake for half the day',
    scene: () => operation(() => ({ starts: keeping(12) })),
    expect: { least: -1.2, most: -1, says: /keep hours/ },
  },
  { name: 'a queue at all hours', scene: () => operation(() => ({ starts: keeping(24) })), expect: null },
  {
    name: 'a job at one time of the day',
    scene: () => operation(() => ({ starts: keeping(1) })),
    expect: null,
  },
  {
    name: 'people who act at the same moments, which is tested within their hours',
    scene: () => {
      const scene = operation(() => ({ starts: keeping(12) }));
      return { ...scene, group: { ...scene.group, origin: 'unison' } };
    },
    expect: null,
  },
  {
    name: 'hours like those of people, in accounts that a schedule made',
    scene: () => operation((i) => ({ starts: keeping(12), created: 25 - i / 6 })),
    expect: null,
  },
  {
    name: 'people, or who looks like it, after hidden reasoning',
    scene: () =>
      operation(() => ({
        starts: keeping(12),
        sends: [{ family: 'grade', capability: 'trace_extraction', n: 40 }],
      })),
    expect: null,
  },
];
