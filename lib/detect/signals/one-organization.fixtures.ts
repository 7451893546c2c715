import { many, type Spec, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const mail = strangers(200, () => ({ facts: { emailDomain: 'post.example' } }));
const larkfield = { organization: 'Larkfield', emailDomain: 'larkfield.example', paymentKind: 'credit' };
/** One card, one office, addresses at the firm's own domain. */
const office: Partial<Spec> = {
  facts: larkfield,
  shared: { payment_fingerprint: 'larkfield', address_block: '203.0.113.0/24' },
};

/** Two firms whose accounts send the same scaffold, each with a card of its own, or with one that pays for both. */
const twoFirms = (card: (firm: number) => string) =>
  sceneFor(
    [
      ...many(30, 'member', (i) => ({
        sends: [{ family: 'grade', n: 20 }],
        facts: {
          organization: i % 2 ? 'Larkfield' : 'Brightmoor',
          emailDomain: `${i % 2 ? 'larkfield' : 'brightmoor'}.example`,
        },
        shared: { payment_fingerprint: card(i % 2) },
      })),
      ...mail,
    ],
    'member',
    { families: ['grade'] },
  );

/** Five firms by their mail domains, each at an address of its own, or at those that `place` deals out. */
const fiveFirms = (place: (i: number) => number) =>
  operation(
    (i) => ({
      facts: { emailDomain: `firm-${i % 5}.example` },
      shared: { address_block: `203.0.${place(i)}.0/24` },
    }),
    {},
    mail,
  );

export const cases: Fixture[] = [
  {
    name: 'five firms, each at its place',
    scene: () => fiveFirms((i) => i % 5),
    expect: { least: -1, most: -0.2, says: /belong to 5 customers/ },
  },
  {
    name: 'five firms by name, whose accounts meet at the same addresses that nobody else has',
    scene: () => fiveFirms((i) => i % 6),
    expect: null,
  },
  {
    name: 'a verified company',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield', verified: 'organization' } })),
    expect: { least: -4, most: -3.5, says: /belong to Larkfield \(30 verified/ },
  },
  {
    name: 'a firm that shows itself as one customer, not verified',
    scene: () => operation(() => office, {}, mail),
    expect: {
      least: -2.5,
      most: -2.2,
      says: /30 of 30 accounts openly belong to Larkfield \(not verified\), with one card and one address\. Ask it/,
    },
  },
  {
    name: 'the same where name or domain is missing for every other account',
    scene: () =>
      operation(
        (i) => ({
          ...office,
          facts: {
            organization: i % 2 ? 'Larkfield' : null,
            emailDomain: i % 3 ? 'larkfield.example' : null,
          },
        }),
        {},
        mail,
      ),
    expect: { least: -2.5, most: -2, says: /30 of 30 accounts openly belong to Larkfield/ },
  },
  {
    name: 'a name that nobody verified',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield' } })),
    expect: { least: -2, most: -1, says: /not verified/ },
  },
  {
    name: 'colleagues at a mail domain of their own, verified',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'larkfield.example', verified: 'organization' } }), {}, mail),
    expect: { least: -3.6, most: -3, says: /address at larkfield\.example, as colleagues have/ },
  },
  {
    name: 'a firm of which the group holds a part, whose name is missing for most',
    scene: () =>
      operation(
        (i) => ({ ...office, facts: { ...larkfield, organization: i % 4 ? null : 'Larkfield' } }),
        {},
        strangers(200, (i) => ({
          facts:
            i < 60
              ? { organization: i % 2 ? 'Larkfield' : null, emailDomain: 'larkfield.example' }
              : { emailDomain: 'post.example' },
        })),
      ),
    expect: { least: -2.5, most: -2, says: /30 of 30 accounts openly belong to Larkfield/ },
  },
  {
    name: 'a catch-all domain and nothing else',
    scene: () => operation(() => ({ facts: { emailDomain: 'larkfield.example' } }), {}, mail),
    expect: { least: -0.4, most: -0.1, says: /address at larkfield\.example/ },
  },
  {
    name: 'two firms with a card each',
    scene: () => twoFirms((firm) => `card-${firm}`),
    expect: {
      least: -2.3,
      most: -1.8,
      says: /belong to 2 customers: Brightmoor \(15\) and Larkfield \(15\)/,
    },
  },
  {
    name: 'names that differ from account to account, and one card behind them',
    scene: () => twoFirms(() => 'one card'),
    expect: null,
  },
  {
    name: 'one name over virtual cards',
    scene: () =>
      operation(
        (i) => ({
          facts: { ...larkfield, paymentKind: 'virtual' },
          shared: { payment_fingerprint: `card-${i}` },
        }),
        {},
        mail,
      ),
    expect: null,
  },
  {
    name: 'one name over accounts that replay the reasoning of strangers',
    scene: () =>
      operation(
        () => office,
        {
          blocks: Array.from({ length: 12 }, (_, i) => ({
            key: BigInt(i),
            issuers: [100 + i],
            presenters: [2 * i],
          })),
        },
        mail,
      ),
    expect: null,
  },
  {
    name: 'one name over accounts of which every third is banned and replaced',
    scene: () =>
      operation(
        (i) => ({ ...office, facts: { ...larkfield, status: i % 3 ? 'active' : 'banned' } }),
        {},
        mail,
      ),
    expect: null,
  },
  {
    name: 'a public mail service',
    scene: () => operation(() => ({ facts: { emailDomain: 'post.example' } }), {}, mail),
    expect: null,
  },
  {
    name: 'a throw-away mail service that others have not found yet',
    scene: () => operation(() => ({ ...office, facts: { emailDomain: 'tempmail.example' } }), {}, mail),
    expect: null,
  },
  { name: 'no organization', scene: () => operation(), expect: null },
];
