import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({ facts: { paymentBin: `4000${i % 25}` } }));

export const cases: Fixture[] = [
  {
    name: 'all cards of one rare issuer',
    scene: () => operation(() => ({ facts: { paymentBin: '555001' } }), {}, others),
    expect: { least: 2, most: 2.5, says: /30 of 30 cards come from one issuer, 555001/ },
  },
  {
    name: 'the issuer everybody has',
    scene: () =>
      operation(
        () => ({ facts: { paymentBin: '400001' } }),
        {},
        strangers(200, () => ({ facts: { paymentBin: '400001' } })),
      ),
    expect: null,
  },
];
