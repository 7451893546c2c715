import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'firms with products of their own that took one template',
    scene: () => operation((i) => ({ facts: { organization: `Firm ${i}` }, ownSystem: 40 })),
    expect: { least: -3, most: -2.9, says: /organization of their own \(0 verified\)/ },
  },
  {
    name: 'the same with verified names',
    scene: () =>
      operation((i) => ({
        facts: { organization: `Firm ${i}`, verified: 'organization' },
        ownSystem: 40,
      })),
    expect: { least: -4, most: -3.9, says: /30 verified/ },
  },
  { name: 'accounts without a name or a product', scene: () => operation(), expect: null },
];
