import { describe, expect, it } from 'vitest';
import type { AccountHead, MembershipRow } from '@/lib/model/console/account';
import { accountSentence } from './sentence';

const head = (change: Partial<AccountHead>): AccountHead => ({
  id: 'acc_1',
  version: 1,
  status: 'active',
  status_at: null,
  created_at: '2026-11-11T04:17:00.000Z',
  first_seen: '2026-11-11T06:17:00.000Z',
  last_seen: '2026-11-17T11:25:00.000Z',
  exchanges: 57,
  pathway: 'api',
  plan: 'build',
  rpm_limit: null,
  country: null,
  organization: null,
  email_pattern: null,
  email_domain: null,
  verified: 'email',
  declared_use: null,
  derived: {},
  throw_away: false,
  signup: null,
  payment: null,
  address: null,
  silence: null,
  after_ban: null,
  memberships: [],
  decisions: 0,
  indicators: 0,
  order: null,
  ...change,
});

const member = {
  title: 'Copper Heron',
  status: 'suspected',
  membership: 0.98,
  harvest_share: 0.91,
} as MembershipRow;
const silence = { from: '2026-11-11T04:17:00.000Z', to: '2026-11-16T03:24:00.000Z' };

describe('accountSentence', () => {
  it.each([
    ['an ordinary account', head({}), 'Made on 11 November, at work 2 h later; in no campaign.'],
    [
      'one that sent nothing',
      head({ exchanges: 0, first_seen: null }),
      'Made on 11 November, it has sent nothing; in no campaign.',
    ],
    [
      'a placeholder',
      head({ created_at: null }),
      'Known from its exchanges since 11 November, its own record is still missing; in no campaign.',
    ],
    [
      'a replacement after a ban',
      head({
        silence,
        after_ban: { at: '2026-11-16T02:10:00.000Z', accounts: 2418, began: '2026-11-16T03:24:00.000Z' },
        memberships: [member],
      }),
      'Made on 11 November, silent for 4 d 23 h, then at work from 1 h 14 min after 2,418 accounts of its campaign were banned: a member of Copper Heron with 0.98, and 91% of what it sends is harvest.',
    ],
    [
      'one that waited',
      head({ silence }),
      'Made on 11 November, silent for 4 d 23 h, at work since 16 November; in no campaign.',
    ],
    [
      'a banned one of a dismissed campaign',
      head({
        status: 'banned',
        status_at: '2026-11-17T00:00:00.000Z',
        memberships: [{ ...member, status: 'dismissed' }],
      }),
      'Made on 11 November, at work 2 h later; no campaign it was in still stands; banned since 17 November.',
    ],
  ])('tells %s', (_, data, expected) => {
    expect(
      accountSentence(data)
        .map(({ text }) => text)
        .join(''),
    ).toBe(expected);
  });

  it('marks the campaign’s title as text from outside', () => {
    const runs = accountSentence(head({ memberships: [{ ...member, title: '<b>x' }] }));
    expect(runs.find(({ text }) => text === '<b>x')?.outside).toBe(true);
  });
});
