import { expect, test } from 'vitest';
import { many, type Spec, sceneFor, strangers } from '@/lib/detect/fixture';
import { differentHolders } from './customers';

const card = { paymentBin: '411111', paymentKind: 'credit' };

test.each<[string, (i: number) => Partial<Spec>, boolean]>([
  ['a card each', () => ({ facts: card }), true],
  ['nothing is known of payments and networks', () => ({}), false],
  ['one card', () => ({ facts: card, shared: { payment_fingerprint: 'one' } }), false],
  ['one address', () => ({ facts: card, shared: { address_block: '203.0.113.0/24' } }), false],
  ['one organization', () => ({ facts: { ...card, organization: 'Lorrimer Freight' } }), false],
  ['an organization each', (i) => ({ facts: { ...card, organization: `Firm ${i}` } }), true],
  ['one network operator', () => ({ shared: { asn: '64500' } }), true],
  [
    'colleagues at a domain of their own',
    () => ({ facts: { ...card, emailDomain: 'lorrimer.example' } }),
    false,
  ],
  ['one public mail service', () => ({ facts: { ...card, emailDomain: 'mail.example' } }), true],
])('two accounts look like two people: %s', (_, make, expected) => {
  const scene = sceneFor(
    [
      ...many(2, 'member', (i) => ({ sends: [{ n: 20 }], ...make(i) })),
      ...strangers(60, () => ({ facts: { emailDomain: 'mail.example' } })),
    ],
    'member',
    {},
  );
  expect(differentHolders(scene)).toBe(expected);
});
