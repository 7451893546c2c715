import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const NOTHING = {
  organization: null,
  emailDomain: null,
  verified: null,
  declaredUse: null,
  pathway: null,
} as const;

export const cases: Fixture[] = [
  {
    name: 'accounts of which only their use is recorded',
    scene: () => operation(() => ({ facts: NOTHING })),
    expect: { least: -0.3, most: -0.3, says: /not recorded who holds them/ },
  },
  {
    name: 'the same on four cards',
    scene: () => operation((i) => ({ facts: NOTHING, shared: { payment_fingerprint: `card ${i % 4}` } })),
    expect: null,
  },
  {
    name: 'accounts at a public mail service',
    scene: () =>
      operation(
        () => ({ facts: { ...NOTHING, emailDomain: 'mail.example' } }),
        {},
        strangers(200, () => ({ facts: { emailDomain: 'mail.example' } })),
      ),
    expect: null,
  },
  {
    name: 'accounts at a domain of their own, which a firm has and an operation may have',
    scene: () =>
      operation(
        () => ({ facts: { ...NOTHING, emailDomain: 'workshop.example' } }),
        {},
        strangers(200, (i) => ({ facts: { emailDomain: `own-${i}.example` } })),
      ),
    expect: { least: -0.3, most: -0.3, says: /not recorded who holds them/ },
  },
];
