import { expect, test } from 'vitest';
import { type Actor, may, RIGHTS, ROLES, type Role, SCOPES } from './access';

const of = (role: Role): Actor => ({ kind: 'person', id: 'p', name: 'P', email: 'p@example.org', role });

/** Who may do what, as people agreed on it: a change of the table has to be made here too. */
const AGREED: Record<string, string> = {
  read: 'viewer analyst lead admin read enforce',
  'audit.read': 'viewer analyst lead admin read enforce',
  ingest: 'admin ingest',
  detect: 'lead admin',
  'campaign.decide': 'analyst lead admin enforce',
  'account.ban': 'analyst lead admin enforce',
  'alert.triage': 'analyst lead admin',
  'batch.request': 'analyst lead admin enforce',
  'batch.approve': 'lead admin',
  'case.export': 'analyst lead admin enforce',
  'intel.upload': 'analyst lead admin ingest',
  'intel.manage': 'lead admin',
  'list.export': 'analyst lead admin read enforce',
  'campaign.share': 'lead admin',
  'share.read': 'viewer analyst lead admin read enforce share',
  'peer.manage': 'admin',
  'setting.manage': 'lead admin',
  'demo.manage': 'admin',
  'detector.manage': 'admin',
  'source.manage': 'admin',
  'target.manage': 'admin',
  'key.manage': 'admin',
  'user.manage': 'admin',
  'self.secure': 'viewer analyst lead admin',
  'order.pull': 'orders',
  'order.settle': '',
  'batch.run': '',
  'audit.check': '',
  'case.write': '',
  'intel.take': '',
  'share.publish': '',
  'retention.apply': '',
  'detector.judge': '',
  'demo.apply': '',
};

test.each(RIGHTS.map((right) => [right]))('%s belongs to whom it was agreed', (right) => {
  const roles = ROLES.filter((role) => may(of(role), right));
  const scopes = SCOPES.filter((scope) => may({ kind: 'key', id: 'k', name: 'K', scopes: [scope] }, right));
  expect([...roles, ...scopes].join(' ')).toBe(AGREED[right]);
  expect(may({ kind: 'system', name: 'Retort' }, right)).toBe(true);
  expect(may({ kind: 'key', id: 'k', name: 'K', scopes: [] }, right)).toBe(false);
  expect(may(of('owner' as Role), right)).toBe(false);
});
