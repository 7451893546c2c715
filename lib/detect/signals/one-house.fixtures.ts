import type { Spec } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const house = (extra: Partial<Spec['facts'] & object> = {}, card = 'sponsor'): Partial<Spec> => ({
  shared: { payment_fingerprint: card, address_block: '203.0.113.0/24' },
  facts: { paymentBin: '455312', paymentKind: 'corporate', ...extra },
});
const block = (i: number) => ({ key: BigInt(i), issuers: [30 + i], presenters: [i, (i + 1) % 30] });

export const cases: Fixture[] = [
  {
    name: 'a weekend with one sponsor in one hall',
    scene: () => operation(() => house({ paymentKind: 'voucher' })),
    expect: {
      least: -2,
      most: -1.9,
      says: /One card pays for 30 of 30 accounts.* at one place, 203\.0\.113\.0\/24/,
    },
  },
  {
    name: 'customers whom a vendor set up, each with a name of its own, some cards unknown',
    scene: () =>
      operation((i) =>
        i % 4
          ? house({ organization: `Practice ${i}` })
          : { ...house(), shared: { address_block: '203.0.113.0/24' } },
      ),
    expect: { least: -2, most: -1.2, says: /22 of 30/ },
  },
  {
    name: 'five cards at one place',
    scene: () => operation((i) => house({}, `card ${i % 5}`)),
    expect: null,
  },
  {
    name: 'one card at addresses all over',
    scene: () =>
      operation((i) => ({
        ...house(),
        shared: { payment_fingerprint: 'one', address_block: `198.51.${i}.0/24` },
      })),
    expect: null,
  },
  {
    name: 'one card without a bank behind it',
    scene: () => operation(() => house({ paymentKind: 'virtual' })),
    expect: null,
  },
  {
    name: 'one card at one place whose accounts present the reasoning of strangers',
    scene: () => operation(() => house(), { blocks: Array.from({ length: 30 }, (_, i) => block(i)) }),
    expect: null,
  },
];
