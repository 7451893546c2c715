import { describe, expect, test } from 'vitest';
import { SIGNALS } from '@/lib/detect/signals';
import { caseFixture } from './case/fixture';
import type { CaseFile } from './case/model';
import {
  MITIGATIONS,
  mitigationsOf,
  TACTICS,
  TECHNIQUE_SIGNALS,
  TECHNIQUES,
  techniquesOf,
  techniqueUrl,
  whyOf,
} from './techniques';

const evidence = (...signals: [string, number][]): CaseFile['evidence'] =>
  signals.map(([signal, log_odds]) => ({
    signal,
    log_odds,
    about: 'coordination',
    summary: '',
    baseline: '',
    details: {},
  }));
const used = (signals: [string, number][], campaign: Partial<CaseFile['campaign']> = {}) => {
  const file = caseFixture();
  return techniquesOf({
    pathways: [],
    evidence: evidence(...signals),
    campaign: { ...file.campaign, status: 'suspected', extraction: 0.9, capabilities: {}, ...campaign },
  });
};
const ids = (...given: Parameters<typeof used>) => used(...given).map(({ id }) => id);

describe('techniques', () => {
  test.each<[string, Parameters<typeof used>, string[]]>([
    ['API access is all there is without evidence', [[]], ['AML.T0040']],
    ['accounts paid for together', [[['shared-payment', 3]]], ['AML.T0021', 'T1585', 'AML.T0040']],
    ['what speaks against is no technique', [[['shared-payment', -1]]], ['AML.T0040']],
    [
      'the training itself is concluded from what is sought, not from volume',
      [[['scaffolded-volume', 2]]],
      ['AML.T0065', 'AML.T0040', 'AML.T0024.002'],
    ],
    [
      'a capability sought out of proportion',
      [[], { capabilities: { rubric_grading: 0.5 }, baseline: { rubric_grading: 0.1 } }],
      ['AML.T0040', 'AML.T0024.002', 'AML.T0005.001'],
    ],
    [
      'a capability that everybody seeks',
      [[], { capabilities: { rubric_grading: 0.5 }, baseline: { rubric_grading: 0.4 } }],
      ['AML.T0040'],
    ],
    [
      'nothing is extracted without harvest',
      [[['scaffolded-volume', 2]], { extraction: 0.2 }],
      ['AML.T0065', 'AML.T0040'],
    ],
    [
      'theft is said once a person confirmed it',
      [[], { status: 'confirmed' }],
      ['AML.T0040', 'AML.T0048.004'],
    ],
    ['a dismissed campaign uses none', [[['shared-payment', 3]], { status: 'dismissed' }], []],
  ])('%s', (_, given, expected) => {
    expect(ids(...given)).toEqual(expected);
  });

  test('come with what they rest on, strongest first', () => {
    const [first] = used([
      ['email-pattern', 1],
      ['shared-payment', 3],
    ]);
    expect(first).toMatchObject({ id: 'AML.T0021', signals: ['shared-payment', 'email-pattern'] });
    expect(first && whyOf(first)).toMatch(/Seen from: shared-payment, email-pattern\.$/);
  });

  test('are in the order of the way, each once', () => {
    const every = techniquesOf({
      ...caseFixture(),
      evidence: evidence(...[...TECHNIQUE_SIGNALS].map((name): [string, number] => [name, 1])),
      campaign: { ...caseFixture().campaign, capabilities: { rubric_grading: 0.5 }, baseline: {} },
    });
    expect(every.map(({ id }) => id).sort()).toEqual(TECHNIQUES.map(({ id }) => id).sort());
    const phases = every.map(({ phase }) => TACTICS.findIndex((tactic) => tactic.phase === phase));
    expect(phases).toEqual([...phases].sort((a, b) => a - b));
  });

  test('rest on signals that there are', () => {
    const names = new Set(SIGNALS.map(({ name }) => name));
    expect([...TECHNIQUE_SIGNALS].filter((name) => !names.has(name))).toEqual([]);
  });

  test.each([
    ['AML.T0024.002', 'https://atlas.mitre.org/techniques/AML.T0024.002'],
    ['T1585.002', 'https://attack.mitre.org/techniques/T1585/002/'],
    ['T1119', 'https://attack.mitre.org/techniques/T1119/'],
  ])('%s is described at %s', (id, url) => {
    expect(TECHNIQUES.filter((one) => one.id === id).map(techniqueUrl)).toEqual([url]);
  });
});

test('mitigations are against techniques of the table, and only those used', () => {
  const known = new Set(TECHNIQUES.map(({ id }) => id));
  expect(MITIGATIONS.flatMap(({ against }) => against).filter((id) => !known.has(id))).toEqual([]);
  expect(mitigationsOf([{ id: 'T1119' }]).map(({ id, against }) => [id, against])).toEqual([
    ['AML.M0024', ['T1119']],
  ]);
});
