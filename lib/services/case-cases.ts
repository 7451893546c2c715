import { getPool } from '@/lib/db/pool';
import { requestCase } from './case/request';
import { SYSTEM } from './fixture';
import type { VerbCase } from './verb-cases';

const asked = (id: string, more: object = {}) => ({ id, level: 'partner', ...more });
const invalid = () => [
  {},
  asked(''),
  asked('x', { level: 'secret' }),
  asked('x', { tlp: 'TLP:BLUE' }),
  asked('x', { format: 'docx' }),
];
const refused = (s: string) => [
  { input: asked('nothing'), code: 'not_found' as const },
  { input: asked(s, { tlp: 'TLP:CLEAR' }), code: 'invalid' as const },
  { input: asked(s, { level: 'public', format: 'csv' }), code: 'invalid' as const },
];

/** A case file of the scene's campaign that somebody asked for. */
const waiting = async (s: string) => {
  await requestCase({ id: s }, { actor: SYSTEM, newId: () => `case-${s}` });
};

const written = async (s: string) => {
  await waiting(s);
  await getPool().query(
    "UPDATE case_file SET status = 'done', size = 1, expires_at = now() + interval '1 day' WHERE id = $1",
    [`case-${s}`],
  );
};

const done = (s: string, more: object = {}) => ({
  id: `case-${s}`,
  size: 10,
  sha256: 'a'.repeat(64),
  cutoff: '2026-10-01T12:00:00.000Z',
  ...more,
});

/** The verbs of case files, for the test of all verbs (verb-cases.ts). */
export const CASE_CASES: Record<string, VerbCase> = {
  'case.export': { valid: (s) => asked(s), invalid, refused },
  'case.request': { valid: (s) => asked(s), invalid, refused },
  'case.finish': {
    arrange: waiting,
    valid: (s) => done(s),
    invalid: (s) => [{}, done(s, { size: 0 }), done(s, { sha256: 'x' }), done(s, { cutoff: 'yesterday' })],
    refused: () => [{ input: done('nothing'), code: 'precondition' }],
  },
  'case.fail': {
    arrange: waiting,
    valid: (s) => ({ id: `case-${s}`, why: 'It is too large.' }),
    invalid: (s) => [{}, { id: `case-${s}` }, { id: `case-${s}`, why: '' }],
    refused: () => [{ input: { id: 'nothing', why: 'It is too large.' }, code: 'precondition' }],
  },
  'case.download': {
    arrange: written,
    valid: (s) => ({ id: `case-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
  },
};
