import { type Spec, strangers } from '@/lib/detect/fixture';
import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const random = seeded(17);
/** From three to a hundred and twenty sessions each, at any time. */
const uneven = (i: number) =>
  Array.from({ length: 3 + ((i * i * 5) % 120) }, () => Math.floor(random() * 2_500_000)).sort(
    (a, b) => a - b,
  );
const paid = { facts: { paymentBin: '400001' } };

/** Thirty people of a course: all within three days, about as busy as each other, everybody at home. */
const course = (extra: (i: number) => Partial<Spec> = () => ({})) =>
  operation(
    (i) => ({
      created: 20 + i * 0.1,
      facts: { paymentBin: `4${10000 + i}`, emailDomain: i % 2 ? 'public.example' : 'mail.example' },
      shared: { payment_fingerprint: `member-card-${i}`, asn: `AS${i % 9}` },
      starts: Array.from({ length: 12 }, () => Math.floor(random() * 2_500_000))
        .sort((a, b) => a - b)
        .slice(i % 5),
      ...extra(i),
    }),
    {},
    strangers(200, (i) => ({
      shared: { payment_fingerprint: `own-card-${i}`, asn: `AS${i % 9}` },
      facts: { paymentBin: '400001', emailDomain: i % 2 ? 'public.example' : 'mail.example' },
    })),
  );

export const cases: Fixture[] = [
  {
    name: 'people of a course, registered within days, who share nothing that would have been seen',
    scene: () => course(),
    expect: { least: -1, most: -0.7, says: /networks of 30/ },
  },
  {
    name: 'accounts registered within days on three cards',
    scene: () => course((i) => ({ shared: { payment_fingerprint: `ring-${i % 3}`, asn: `AS${i % 9}` } })),
    expect: null,
  },
  {
    name: 'accounts registered within days whose networks nobody wrote down',
    scene: () => course((i) => ({ shared: { payment_fingerprint: `member-card-${i}` } })),
    expect: null,
  },
  {
    name: 'accounts registered within days with cards of one issuer',
    scene: () =>
      course((i) => ({
        facts: { paymentBin: '499999', emailDomain: 'mail.example' },
        shared: { payment_fingerprint: `member-card-${i}`, payment_bin: '499999 virtual', asn: `AS${i % 9}` },
      })),
    expect: null,
  },
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
