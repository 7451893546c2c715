import { type Spec, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

/** A card of this issuer number, with its kind and country, as loading gives it. */
const card = (bin: string, kind: string): Partial<Spec> => ({
  facts: { paymentBin: bin, paymentKind: kind },
  shared: { payment_bin: `${bin} ${kind} SG` },
});
const others = strangers(200, (i) => card(`4000${i % 25}`, 'debit'));

export const cases: Fixture[] = [
  {
    name: 'all cards of one rare issuer',
    scene: () => operation(() => card('555001', 'debit'), {}, others),
    expect: { least: 2, most: 2.5, says: /30 of the 30 cards known have one issuer number, 555001 debit SG/ },
  },
  {
    name: 'virtual cards of many issuers, where others have bank cards',
    scene: () => operation((i) => card(`5550${i}`, 'virtual'), {}, others),
    expect: { least: 0.8, most: 1, says: /30 of the 30 cards known are virtual or prepaid/ },
  },
  {
    name: 'the issuer everybody has',
    scene: () =>
      operation(
        () => card('400001', 'debit'),
        {},
        strangers(200, () => card('400001', 'debit')),
      ),
    expect: null,
  },
  {
    name: 'the virtual cards that everybody has',
    scene: () =>
      operation(
        (i) => card(`5550${i}`, 'virtual'),
        {},
        strangers(200, (i) => card(`4000${i % 25}`, 'virtual')),
      ),
    expect: null,
  },
  { name: 'no cards known', scene: () => operation(), expect: null },
];
