import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'strangers send the same scaffold as often',
    scene: () =>
      operation(
        undefined,
        {},
        strangers(200, (i) => (i % 3 ? {} : { sends: [{ family: 'grade', n: 20 }] })),
      ),
    expect: { least: -3, most: -0.5, says: /unrelated accounts send the same scaffolds/ },
  },
  { name: 'nobody else does', scene: () => operation(), expect: null },
];
