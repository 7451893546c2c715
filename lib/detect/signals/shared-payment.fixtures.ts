import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'three cards pay for thirty accounts',
    scene: () => operation((i) => ({ shared: { payment_fingerprint: `card-${i % 3}` } })),
    expect: { least: 3.5, most: 5, says: /One card pays for 10 accounts, 3 cards for 30 of 30/ },
  },
  {
    name: 'one couple among thirty shares a card: covers too little to speak for the group',
    scene: () => operation((i) => ({ shared: { payment_fingerprint: i < 2 ? 'family' : `card-${i}` } })),
    expect: null,
  },
];
