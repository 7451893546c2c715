import { type Spec, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({ shared: { payment_fingerprint: `own-card-${i}` } }));
const paidBy = (card: (i: number) => string, shared: (i: number) => Spec['shared'] = () => ({})) =>
  operation(
    (i) => ({ facts: { paymentBin: '400001' }, shared: { payment_fingerprint: card(i), ...shared(i) } }),
    {},
    others,
  );

export const cases: Fixture[] = [
  {
    name: 'one card for people who share nothing else',
    scene: () => paidBy(() => 'sponsor'),
    expect: { least: -1, most: -1, says: /30 of the 30 accounts whose card is known, and beyond it 0 of 30/ },
  },
  {
    name: 'one card for all but a few who pay themselves',
    scene: () => paidBy((i) => (i < 2 ? `self-${i}` : 'sponsor')),
    expect: { least: -1, most: -1, says: /28 of the 30/ },
  },
  { name: 'three cards', scene: () => paidBy((i) => `ring-${i % 3}`), expect: null },
  {
    name: 'one card, and devices that several of them use',
    scene: () =>
      paidBy(
        () => 'ring',
        (i) => ({ device: `phone-${i % 10}` }),
      ),
    expect: null,
  },
  {
    name: 'one card of the few that are known',
    scene: () =>
      operation(
        (i) => (i < 8 ? { facts: { paymentBin: '400001' }, shared: { payment_fingerprint: 'ring' } } : {}),
        {},
        others,
      ),
    expect: null,
  },
];
