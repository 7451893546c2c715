import { describe, expect, test } from 'vitest';
import type { Actor } from './access';
import { maySet, SETTING_KEYS, SETTINGS } from './setting';

const person = (role: 'viewer' | 'analyst' | 'lead' | 'admin'): Actor => ({
  kind: 'person',
  id: role,
  name: role,
  email: `${role}@example.org`,
  role,
});

describe('settings', () => {
  test.each([
    [person('viewer'), false],
    [person('analyst'), false],
    [person('lead'), true],
    [person('admin'), true],
    [{ kind: 'key', id: 'k', name: 'k', scopes: ['read', 'ingest', 'enforce'] } satisfies Actor, false],
    [{ kind: 'system', name: 'Retort' } satisfies Actor, true],
  ])('%o may change who has to approve: %s', (actor, expected) => {
    expect(maySet(actor, 'approval.threshold')).toBe(expected);
  });

  test.each(SETTING_KEYS.map((key) => [key]))('%s has a default that it would take', (key) => {
    expect(SETTINGS[key].schema.safeParse(SETTINGS[key].default).success).toBe(true);
  });

  test.each([
    ['approval.threshold', 0],
    ['approval.threshold', 1.5],
    ['approval.threshold', 1_000_000],
    ['approval.hours', 0],
    ['approval.hours', 10_000],
    ['security.require_two_factor', 1],
  ] as const)('%s is never %s', (key, value) => {
    expect(SETTINGS[key].schema.safeParse(value).success).toBe(false);
  });
});
