import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'a verified partner',
    scene: () =>
      operation(() => ({
        facts: { pathway: 'reseller', organization: 'Lantern Resale', verified: 'organization' },
      })),
    expect: {
      least: -2,
      most: -1.9,
      says: /30 of 30 accounts are reseller accounts, 30 of them of Lantern Resale/,
    },
  },
  {
    name: 'the pathway alone',
    scene: () => operation(() => ({ facts: { pathway: 'reseller' } })),
    expect: { least: -0.8, most: -0.7 },
  },
  { name: 'customers of the API', scene: () => operation(), expect: null },
];
