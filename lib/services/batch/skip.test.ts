import { describe, expect, test } from 'vitest';
import type { OrderKind } from '@/lib/model/decision';
import { skipReason, type TurnFacts } from './skip';

const facts: TurnFacts = {
  status: 'active',
  since: null,
  released: null,
  campaign: 'confirmed',
  member: true,
  signs: [],
  signsSeen: [],
  advised: 'suspend',
  advisedSeen: 'suspend',
  reversed: false,
};
const released = { by: 'Dana Okafor', reason: 'A contractor of ours.' };

describe('an account whose turn comes', () => {
  test.each<[string, OrderKind, Partial<TurnFacts>, string | null]>([
    ['nothing changed', 'ban', {}, null],
    ['suspended in the meantime', 'ban', { status: 'suspended', since: 'suspended' }, null],
    ['banned', 'ban', { status: 'banned' }, 'It is already banned.'],
    ['banned', 'suspend', { status: 'banned' }, 'It is already banned.'],
    ['suspended', 'throttle', { status: 'suspended' }, 'It is already suspended.'],
    ['reinstated by a person', 'ban', { since: 'reinstated' }, 'It was reinstated since.'],
    [
      'taken out of the campaign',
      'ban',
      { released, member: false },
      'Dana Okafor let it go since: A contractor of ours.',
    ],
    ['campaign dismissed', 'ban', { campaign: 'dismissed' }, 'The campaign was dismissed since.'],
    ['no longer a member', 'verify', { member: false }, 'It is no longer in the campaign.'],
    ['no campaign at all', 'ban', { campaign: null }, null],
    [
      'verified since',
      'ban',
      { signs: ['organization', 'old'], signsSeen: ['old'] },
      'It looks innocent now: Verified as an organization.',
    ],
    ['looked innocent when it was ticked', 'ban', { signs: ['old'], signsSeen: ['old', 'loose'] }, null],
    ['advised less since', 'ban', { advised: 'watch' }, 'Detection advises no more than watching it now.'],
    ['advised less since', 'verify', { advised: 'watch' }, null],
    ['advised less when people looked', 'ban', { advised: 'watch', advisedSeen: 'throttle' }, null],
    ['banned', 'reinstate', { status: 'banned' }, null],
    ['active', 'reinstate', {}, 'It is active: there is nothing to reinstate.'],
    ['banned anew', 'reinstate', { status: 'banned', since: 'banned' }, 'It was banned anew since.'],
    ['reinstated by somebody else', 'reinstate', { since: 'reinstated' }, 'It was reinstated since.'],
    ['reversed twice', 'reinstate', { status: 'active', reversed: true }, 'It was reinstated since.'],
    [
      'suspended anew',
      'reinstate',
      { status: 'suspended', since: 'suspended' },
      'It was suspended anew since.',
    ],
    [
      'innocent and dismissed',
      'reinstate',
      { status: 'banned', signs: ['old'], campaign: 'dismissed', member: false },
      null,
    ],
  ])('%s, %s', (_, kind, more, expected) => {
    expect(skipReason(kind, { ...facts, ...more }, false)).toBe(expected);
  });

  test('a reversal lifts what left the account active', () => {
    expect(skipReason('reinstate', facts, true)).toBeNull();
  });
});
