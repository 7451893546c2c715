import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'a class',
    scene: () => operation(() => ({ facts: { pathway: 'education', emailDomain: 'uni.example' } })),
    expect: { least: -2.5, most: -2, says: /uni\.example/ },
  },
  {
    name: 'paying customers',
    scene: () => operation(() => ({ facts: { emailDomain: 'mail.example' } })),
    expect: null,
  },
];
