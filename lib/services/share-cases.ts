import { getPool } from '@/lib/db/pool';
import { shareCampaign } from './campaign/share';
import { unshareCampaign } from './campaign/unshare';
import { person, SYSTEM } from './fixture';
import { addPeer } from './peer/add';
import { disablePeer } from './peer/disable';
import type { VerbCase } from './verb-cases';

const reason = 'Two other labs see the same scaffold.';
const admin = person('admin');
const tlp = 'TLP:GREEN' as const;

const peer = async (s: string) => {
  await addPeer({ name: `Peer ${s}`, clearance: tlp }, { actor: SYSTEM, newId: numbered(`peer-${s}`) });
};
const disabled = async (s: string) => {
  await peer(s);
  await disablePeer({ id: `peer-${s}`, version: 1 }, { actor: SYSTEM });
};
const numbered = (first: string) => {
  let count = 0;
  return () => (count++ === 0 ? first : `${first}-${count}`);
};

const confirmed = async (s: string) => {
  await getPool().query("UPDATE campaign SET status = 'confirmed' WHERE id = $1", [s]);
};
const shared = async (s: string) => {
  await confirmed(s);
  await shareCampaign({ id: s, tlp, reason }, { actor: SYSTEM });
};
const takenBack = async (s: string) => {
  await shared(s);
  await unshareCampaign({ id: s, tlp, reason }, { actor: SYSTEM });
};

const seen = (s: string, more: object = {}) => ({ id: `peer-${s}`, version: 1, ...more });
const refused = (more: object = {}) => [
  { input: { id: 'nothing', version: 1, ...more }, code: 'not_found' as const },
];
const stale = (s: string, more: object = {}) => [
  ...refused(more),
  { input: seen(s, { version: 7, ...more }), code: 'conflict' as const },
];
const invalidPeers = (s: string) => [
  {},
  seen(s, { version: 0 }),
  { id: '', version: 1, contact: '', clearance: tlp },
];
const published = (s: string, more: object = {}) => ({
  campaign_id: s,
  tlp,
  version: 1,
  cutoff: '2026-10-01T12:00:00.000Z',
  objects: [MARKED],
  ...more,
});

/** TLP:GREEN itself: the one object that needs no marking. */
const MARKED = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  created: '2022-10-01T00:00:00.000Z',
};

/** The verbs of peers and of sharing, for the test of all verbs (verb-cases.ts). */
export const SHARE_CASES: Record<string, VerbCase> = {
  'peer.add': {
    valid: (s) => ({ name: `New ${s}`, clearance: tlp, contact: 'abuse@lab.example' }),
    invalid: () => [
      {},
      { name: '', clearance: tlp },
      { name: 'a:b', clearance: tlp },
      { name: 'a\nb', clearance: tlp },
      { name: 'x', clearance: 'TLP:RED' },
      { name: 'x', clearance: tlp, expires_at: 'soon' },
    ],
    refused: (s) => [
      { input: { name: `Peer ${s}`, clearance: tlp }, code: 'conflict' },
      { input: { name: 'x', clearance: tlp, expires_at: '2020-01-01T00:00:00Z' }, code: 'invalid' },
    ],
    actor: admin,
    arrange: peer,
  },
  'peer.change': {
    valid: (s) => seen(s, { contact: '', clearance: 'TLP:AMBER' }),
    invalid: (s) => [...invalidPeers(s), seen(s, { contact: '', clearance: 'TLP:RED' })],
    refused: (s) => stale(s, { contact: '', clearance: tlp }),
    actor: admin,
    arrange: peer,
  },
  'peer.disable': {
    valid: (s) => seen(s),
    invalid: invalidPeers,
    refused: stale,
    arrange: peer,
  },
  'peer.enable': {
    valid: (s) => seen(s, { version: 2 }),
    invalid: invalidPeers,
    refused: () => refused(),
    actor: admin,
    arrange: disabled,
  },
  'peer.renew': {
    valid: (s) => seen(s),
    invalid: invalidPeers,
    refused: (s) => [
      ...stale(s),
      { input: seen(s, { expires_at: '2020-01-01T00:00:00Z' }), code: 'invalid' },
    ],
    actor: admin,
    arrange: peer,
  },
  'campaign.share': {
    valid: (s) => ({ id: s, tlp, reason }),
    invalid: (s) => [
      {},
      { id: s, tlp: 'TLP:RED', reason },
      { id: s, tlp, reason: 'no' },
      { id: s, tlp, reason, level: 'internal' },
    ],
    refused: (s) => [
      { input: { id: 'nothing', tlp, reason }, code: 'not_found' },
      { input: { id: s, tlp, level: 'partner', reason }, code: 'invalid' },
    ],
    actor: person('lead'),
    arrange: confirmed,
  },
  'campaign.unshare': {
    valid: (s) => ({ id: s, tlp, reason }),
    invalid: (s) => [{}, { id: s, tlp: 'TLP:RED', reason }, { id: s, tlp, reason: '' }],
    refused: (s) => [
      { input: { id: 'nothing', tlp, reason }, code: 'not_found' },
      { input: { id: s, tlp: 'TLP:AMBER', reason }, code: 'precondition' },
    ],
    actor: person('lead'),
    arrange: shared,
  },
  'share.publish': {
    valid: (s) => published(s),
    invalid: (s) => [
      {},
      published(s, { objects: [] }),
      published(s, { objects: ['x'] }),
      published(s, { version: 0 }),
    ],
    refused: (s) => [
      { input: published('nothing'), code: 'precondition' },
      { input: published(s, { version: 2 }), code: 'precondition' },
      { input: published(s, { objects: [{ ...MARKED, type: 'note' }] }), code: 'invalid' },
    ],
    arrange: shared,
  },
  'share.withdraw': {
    valid: (s) => ({ campaign_id: s, tlp }),
    invalid: (s) => [{}, { campaign_id: s, tlp: 'TLP:RED' }],
    refused: (s) => [{ input: { campaign_id: s, tlp: 'TLP:AMBER' }, code: 'precondition' }],
    arrange: takenBack,
  },
  'share.fail': {
    valid: (s) => ({ campaign_id: s, tlp, why: 'It is too large.' }),
    invalid: (s) => [{}, { campaign_id: s, tlp, why: '' }],
    refused: () => [{ input: { campaign_id: 'nothing', tlp, why: 'x' }, code: 'precondition' }],
    arrange: shared,
  },
};
