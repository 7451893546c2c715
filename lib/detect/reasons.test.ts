import { describe, expect, test } from 'vitest';
import { DAY, many, type Spec, sceneFor, strangers, UNTIL } from './fixture';
import { accountsOf } from './group';
import { memberReasons } from './reasons';

const FAMILIES = { families: ['grade', 'reason'] };

/** Ten members among two hundred strangers, and what is said of the first. */
function first(extra: (i: number) => Partial<Spec>, rest = {}, outside = strangers(200)): string[] {
  const members = many(10, 'member', (i) => ({
    sends: [{ n: 10 }],
    created: 30 + i * 7,
    ...extra(i),
  }));
  const scene = sceneFor([...members, ...outside], 'member', FAMILIES, rest);
  return memberReasons(scene).get(accountsOf(scene.group)[0] as number)?.sentences ?? [];
}

describe('what ties a member to the group', () => {
  test('a card, with how many have it here and elsewhere', () => {
    expect(first((i) => ({ shared: { payment_fingerprint: `card-${i % 2}` } }))).toEqual([
      'Shares its card with 4 other members, and with 0 of 200 unrelated customers.',
    ]);
  });

  test('nothing that many customers have', () => {
    const everywhere = { address_block: '203.0.113.0/24' };
    expect(
      first(
        () => ({ shared: everywhere }),
        {},
        strangers(200, (i) => (i % 2 ? { shared: everywhere } : {})),
      ),
    ).toEqual([]);
  });

  test('parameters, scaffolds and a registration beside others', () => {
    const reasons = first((i) => ({
      sends: [
        { family: 'grade', param: 'job', n: 10 },
        { family: 'reason', param: 'job', n: 5 },
      ],
      facts: { createdAt: UNTIL - 9 * DAY + (i % 5) * 60_000 + (i % 2) * DAY },
    }));
    expect(reasons).toEqual([
      'Was registered within half an hour of 4 other members, and of 0 of 200 unrelated customers.',
      'Sends with exactly the parameters of 9 other members, and of 0 of 200 unrelated customers.',
      'Sends 2 scaffolds of the group, as do 9 other members and 0 of 200 unrelated customers.',
    ]);
  });

  test('the three strongest, reasoning of others before all', () => {
    const reasons = first(
      (i) => ({
        sends: [{ family: 'grade', param: 'job', n: 10 }],
        shared: { payment_fingerprint: 'one', address_block: `10.0.${i % 2}.0/24` },
      }),
      { blocks: [{ key: 1n, issuers: [3], presenters: [0] }] },
    );
    expect(reasons.map((reason) => reason.split(' ').slice(0, 3).join(' '))).toEqual([
      'Presents 1 hidden',
      'Shares its card',
      'Shares its address',
    ]);
  });

  test('nothing where nothing is shared', () => {
    expect(first((i) => ({ shared: { payment_fingerprint: `own-${i}` } }))).toEqual([]);
  });
});
