import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const random = seeded(17);
/** From three to a hundred and twenty sessions each, at any time. */
const uneven = (i: number) =>
  Array.from({ length: 3 + ((i * i * 5) % 120) }, () => Math.floor(random() * 2_500_000)).sort(
    (a, b) => a - b,
  );
const paid = { facts: { paymentBin: '400001' } };

export const cases: Fixture[] = [
  {
    name: 'unrelated users of one program, each with a card of their own',
    scene: () => operation((i) => ({ ...paid, starts: uneven(i) })),
    expect: { least: -1.5, most: -1.5, says: /0 of 30 share a card/ },
  },
  {
    name: 'three cards for all of them',
    scene: () =>
      operation((i) => ({ ...paid, starts: uneven(i), shared: { payment_fingerprint: `card-${i % 3}` } })),
    expect: null,
  },
  {
    name: 'payments that nobody wrote down',
    scene: () => operation((i) => ({ starts: uneven(i) })),
    expect: null,
  },
  {
    name: 'sessions dealt out evenly',
    scene: () =>
      operation((i) => ({ ...paid, starts: Array.from({ length: 20 }, (_, k) => (k * 30 + i) * 3600) })),
    expect: null,
  },
];
