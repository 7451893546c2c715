import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'a verified team that declared an evaluation',
    scene: () => operation(() => ({ facts: { declaredUse: 'model evaluation', verified: 'organization' } })),
    expect: { least: -2, most: -2, says: /model evaluation/ },
  },
  {
    name: 'a claim',
    scene: () => operation(() => ({ facts: { declaredUse: 'research' } })),
    expect: { least: -1, most: -1 },
  },
  { name: 'nothing declared', scene: () => operation(), expect: null },
];
