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
];

/** The verbs of case files, for the test of all verbs (verb-cases.ts). */
export const CASE_CASES: Record<string, VerbCase> = {
  'case.export': { valid: (s) => asked(s), invalid, refused },
};
