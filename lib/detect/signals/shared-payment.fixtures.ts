import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'three cards pay for thirty accounts',
    scene: () => operation((i) => ({ shared: { payment_fingerprint: `card-${i % 3}` } })),
    expect: {
      least: 3.5,
      most: 5,
      says: /3 cards pay for 30 of 30 accounts, one of them for 10, and for no other account/,
    },
  },
  {
    name: 'one couple among thirty shares a card: covers too little to speak for the group',
    scene: () => operation((i) => ({ shared: { payment_fingerprint: i < 2 ? 'family' : `card-${i}` } })),
    expect: null,
  },
  {
    name: "a sponsor's card that many outside the group have too",
    scene: () =>
      operation(
        () => ({ shared: { payment_fingerprint: 'sponsor' } }),
        {},
        strangers(200, (i) => ({ shared: { payment_fingerprint: i < 80 ? 'sponsor' : `own-${i}` } })),
      ),
    expect: { least: 0.2, most: 1.2, says: /One card pays for 30 of 30 accounts, and for 80 other accounts/ },
  },
];
