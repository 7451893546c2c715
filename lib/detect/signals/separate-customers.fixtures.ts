import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'firms with products of their own that took one template',
    scene: () => operation((i) => ({ facts: { organization: `Firm ${i}` }, ownSystem: 40 })),
    expect: { least: -4, most: -3.5, says: /organization of their own/ },
  },
  { name: 'accounts without a name or a product', scene: () => operation(), expect: null },
];
