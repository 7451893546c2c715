import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'a verified company',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield', verified: 'organization' } })),
    expect: { least: -4, most: -3.5, says: /belong to Larkfield/ },
  },
  {
    name: 'a name that nobody verified',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield' } })),
    expect: { least: -2, most: -1, says: /not verified/ },
  },
  { name: 'no organization', scene: () => operation(), expect: null },
];
