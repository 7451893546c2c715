import type { Spec } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

/** Six accounts to a house. */
const laboratory = (i: number): Partial<Spec> => {
  const house = Math.floor(i / 6);
  return {
    shared: { payment_fingerprint: `card ${house}`, address_block: `198.51.${house}.0/24` },
    facts: { paymentBin: '455312', emailDomain: `lab${house}.example` },
  };
};

export const cases: Fixture[] = [
  {
    name: 'five laboratories with one script',
    scene: () => operation(laboratory),
    expect: { least: -1.5, most: -1.4, says: /30 of 30 accounts belong to 5 houses/ },
  },
  {
    name: 'four firms, of which records lack a third of the cards',
    scene: () =>
      operation((i) => {
        const made = laboratory(i);
        return i % 3 ? made : { ...made, shared: { address_block: made.shared?.address_block as string } };
      }),
    expect: { least: -1.5, most: -1.2, says: /houses/ },
  },
  {
    name: 'cards that go from one address to the next',
    scene: () =>
      operation((i) => ({
        ...laboratory(i),
        shared: { payment_fingerprint: `card ${i % 5}`, address_block: `198.51.${i % 6}.0/24` },
      })),
    expect: null,
  },
  {
    name: 'five cards, each account at home and with an address of a public service',
    scene: () =>
      operation((i) => ({
        shared: { payment_fingerprint: `card ${i % 5}` },
        facts: { paymentBin: '455312', emailDomain: `mail${i % 7}.example` },
      })),
    expect: null,
  },
  { name: 'accounts that share nothing', scene: () => operation(), expect: null },
];
