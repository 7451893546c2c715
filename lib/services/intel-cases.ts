import { getPool } from '@/lib/db/pool';
import { accountKey } from '@/lib/model/hash';
import { person, SYSTEM, T0 } from './fixture';
import { acceptIntel } from './intel/accept';
import { addIntelSource } from './intel/add-source';
import type { VerbCase } from './verb-cases';

const id = (s: string) => `src-${s}`;
const taxii = (s: string, more: object = {}) => ({
  kind: 'taxii',
  name: `New ${s}`,
  url: 'https://taxii.example.org/api/',
  collection: 'c-1',
  every_minutes: 30,
  ...more,
});
const seen = (s: string, more: object = {}) => ({ id: id(s), version: 1, ...more });
const change = (s: string, more: object = {}) =>
  seen(s, { url: 'https://taxii.example.org/other/', collection: 'c-2', ...more });

/** A collection that is polled, under the id `src-s`. */
const collection = async (s: string) => {
  await addIntelSource(
    { kind: 'taxii', name: `Source ${s}`, url: 'https://taxii.example.org/api/', collection: 'c-1' },
    { actor: SYSTEM, newId: () => id(s) },
  );
};

/** A bundle under the id `del-s` that waits to be read. */
const handedIn = async (s: string) => {
  let count = 0;
  await acceptIntel(
    { source: `Bundles ${s}`, bytes: new Uint8Array([1]), way: 'command' },
    { actor: SYSTEM, newId: () => (count++ === 0 ? `up-${s}` : `del-${s}`) },
  );
};

const nothing = { indicators: [], sightings: [], context: [], objects: 0, unused: 0, rejects: [] };
const page = (s: string, more: object = {}) => ({
  id: id(s),
  bytes: 10,
  result: { ok: nothing },
  added_after: '2026-10-01T00:00:00Z',
  next_page: null,
  ...more,
});

const STIX = (n: number) => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** An indicator of the scene's source that its account matches, and one that none does. */
const hit = async (s: string) => {
  await collection(s);
  for (const [n, tlp] of [
    [1, 'TLP:GREEN'],
    [2, 'TLP:GREEN'],
    [3, 'TLP:RED'],
  ] as const)
    await getPool().query(
      `INSERT INTO intel_indicator (source_id, id, created, modified, revoked, pattern, valid_from, valid_until, tlp, ways, received_at)
       VALUES ($1, $2, $3, $3, false, '[x:y = 1]', $3, $3, $4, 1, $3)`,
      [id(s), STIX(n), T0, tlp],
    );
  await getPool().query('INSERT INTO intel_hit VALUES ($1, $2, $3, $4, $4)', [
    id(s),
    STIX(1),
    accountKey(`a-${s}`),
    T0,
  ]);
};

const invalidSeen = (s: string) => [{}, seen(s, { version: 0 }), seen(s, { id: '' })];
const refusedSeen = (s: string, more: object = {}) => [
  { input: seen(s, { ...more, id: 'nothing' }), code: 'not_found' as const },
  { input: seen(s, { ...more, version: 7 }), code: 'conflict' as const },
];

/** The verbs of what others share, for the test of all verbs (verb-cases.ts). */
export const INTEL_CASES: Record<string, VerbCase> = {
  'intel.add_source': {
    valid: (s) => taxii(s),
    invalid: (s) => [
      {},
      taxii(s, { kind: 'pigeon' }),
      taxii(s, { name: ' ' }),
      taxii(s, { every_minutes: 1 }),
      taxii(s, { confidence_cap: 101 }),
      taxii(s, { auth: 'kerberos' }),
    ],
    refused: (s) => [
      { input: taxii(s, { url: null }), code: 'invalid' },
      { input: taxii(s, { url: 'http://taxii.example.org/' }), code: 'invalid' },
      { input: taxii(s, { url: 'https://169.254.169.254/' }), code: 'invalid' },
      { input: taxii(s, { url: 'https://taxii.example.org/?a=b' }), code: 'invalid' },
      { input: taxii(s, { collection: '../x' }), code: 'invalid' },
      { input: taxii(s, { collection: null }), code: 'invalid' },
      { input: taxii(s, { auth: 'bearer' }), code: 'invalid' },
      { input: taxii(s, { secret: 'x' }), code: 'invalid' },
      { input: taxii(s, { auth: 'bearer', secret: 'a\nb: c' }), code: 'invalid' },
      { input: taxii(s, { auth: 'basic', secret: 'x' }), code: 'invalid' },
      { input: taxii(s, { auth: 'basic', secret: 'x', username: 'a:b' }), code: 'invalid' },
      { input: taxii(s, { kind: 'upload' }), code: 'invalid' },
      { input: taxii(s, { name: `source ${s}` }), code: 'precondition' },
    ],
    arrange: collection,
  },
  'intel.change_source': {
    valid: (s) => change(s),
    invalid: (s) => [...invalidSeen(s), change(s, { confidence_cap: -1 })],
    refused: (s) => [
      ...refusedSeen(s, { url: 'https://taxii.example.org/api/', collection: 'c' }),
      { input: change(s, { url: 'https://[fd00::1]/' }), code: 'invalid' },
      { input: change(s, { auth: 'bearer' }), code: 'invalid' },
    ],
    arrange: collection,
  },
  'intel.pause_source': {
    valid: (s) => seen(s),
    invalid: invalidSeen,
    refused: refusedSeen,
    arrange: collection,
  },
  'intel.resume_source': {
    valid: (s) => seen(s),
    invalid: invalidSeen,
    refused: refusedSeen,
    arrange: collection,
  },
  'intel.remove_source': {
    valid: (s) => seen(s),
    invalid: invalidSeen,
    refused: refusedSeen,
    arrange: collection,
  },
  'intel.poll_source': {
    valid: (s) => ({ id: id(s) }),
    invalid: () => [{}, { id: '' }],
    refused: (s) => [
      { input: { id: 'nothing' }, code: 'not_found' },
      { input: { id: `up-${s}` }, code: 'precondition' },
    ],
    arrange: async (s) => {
      await collection(s);
      await handedIn(s);
    },
  },
  'intel.accept': {
    valid: (s) => ({ source: `Lab ${s}`, bytes: new Uint8Array([123, 125]) }),
    invalid: () => [{}, { source: '', bytes: new Uint8Array(1) }, { source: 'x', bytes: 'text' }],
    refused: (s) => [
      { input: { source: 'x', bytes: new Uint8Array(0) }, code: 'malformed' },
      { input: { source: `source ${s}`, bytes: new Uint8Array(1) }, code: 'precondition' },
    ],
    arrange: async (s) => {
      await getPool().query('DELETE FROM intel_delivery');
      await collection(s);
    },
  },
  'intel.take': {
    valid: (s) => ({ id: `del-${s}`, result: { ok: nothing } }),
    invalid: (s) => [{}, { id: `del-${s}`, result: null }, { id: `del-${s}`, result: {} }],
    refused: () => [{ input: { id: 'nothing', result: { ok: nothing } }, code: 'precondition' }],
    arrange: async (s) => {
      await getPool().query('DELETE FROM intel_delivery');
      await handedIn(s);
    },
  },
  'intel.take_page': {
    valid: (s) => page(s),
    invalid: (s) => [{}, page(s, { bytes: -1 }), page(s, { result: 7 }), page(s, { next_page: 7 })],
    refused: (s) => [{ input: page(s, { id: 'nothing' }), code: 'not_found' }],
    arrange: collection,
  },
  'intel.match': { valid: () => ({}), invalid: () => [] },
  'indicator.sight': {
    valid: (s) => ({ source_id: id(s), id: STIX(1) }),
    invalid: (s) => [
      {},
      { source_id: id(s), id: 'x' },
      { source_id: id(s), id: STIX(1), note: 'x'.repeat(501) },
    ],
    refused: (s) => [
      { input: { source_id: id(s), id: STIX(9) }, code: 'not_found' },
      { input: { source_id: id(s), id: STIX(2) }, code: 'precondition' },
      { input: { source_id: id(s), id: STIX(3) }, code: 'precondition' },
    ],
    actor: person('analyst'),
    arrange: hit,
  },
};
