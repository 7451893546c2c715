import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'one card, a product for each client',
    scene: () => operation(() => ({ shared: { payment_fingerprint: 'agency' }, ownSystem: 30 })),
    expect: { least: -1.5, most: -1.2, says: /pays for 30 of 30 accounts, and 30 of them each run/ },
  },
  {
    name: 'one virtual card, the same prompts everywhere',
    scene: () =>
      operation(() => ({ shared: { payment_fingerprint: 'ring' }, facts: { paymentKind: 'virtual' } })),
    expect: null,
  },
  {
    name: 'many cards',
    scene: () => operation((i) => ({ shared: { payment_fingerprint: `card-${i % 5}` }, ownSystem: 30 })),
    expect: null,
  },
];
