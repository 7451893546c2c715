import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CaseFile } from './case/model';

/** The releases from which names and numbers are taken: MITRE ATLAS 5.6.1 of 2026-05-05, ATT&CK for Enterprise. */
export const ATLAS_VERSION = '5.6.1';
export const ATLAS_DATE = '2026-05-05T00:00:00.000Z';

export type Framework = 'mitre-atlas' | 'mitre-attack';

/** Where on its way an operation is, first to last. `phase` is the tactic's name as kill chains spell it. */
export const TACTICS = [
  { id: 'AML.TA0003', name: 'Resource Development', phase: 'resource-development' },
  { id: 'AML.TA0000', name: 'AI Model Access', phase: 'ai-model-access' },
  { id: 'TA0009', name: 'Collection', phase: 'collection' },
  { id: 'AML.TA0010', name: 'Exfiltration', phase: 'exfiltration' },
  { id: 'AML.TA0001', name: 'AI Attack Staging', phase: 'ai-attack-staging' },
  { id: 'AML.TA0011', name: 'Impact', phase: 'impact' },
] as const;
export type Phase = (typeof TACTICS)[number]['phase'];

/** Tactics that ATT&CK numbers otherwise. */
const ATTACK_TACTIC: Partial<Record<Phase, string>> = { 'resource-development': 'TA0042' };

export interface Technique {
  framework: Framework;
  id: string;
  /** With that of the technique it is a part of before it. */
  name: string;
  phase: Phase;
}

/** What a technique is said to be used by: seen in the traffic, or concluded from what was sought. */
export interface TechniqueUse extends Technique {
  basis: 'seen' | 'concluded';
  /** A sentence. */
  why: string;
  /** Names of the signals it rests on, strongest first. */
  signals: string[];
  /** Capabilities it rests on, by share. */
  capabilities: Capability[];
}

export interface Mitigation {
  id: string;
  name: string;
  description: string;
  /** Ids of the techniques it is against. */
  against: string[];
}

/** What the table reads of a case. */
export type TechniqueFacts = Pick<CaseFile, 'evidence' | 'pathways'> & {
  campaign: Pick<
    CaseFile['campaign'],
    'status' | 'exchanges' | 'harvest_exchanges' | 'extraction' | 'capabilities' | 'baseline'
  >;
};

interface Rule extends Technique {
  basis: TechniqueUse['basis'];
  why: string;
  /** Any one of these speaking for the campaign is enough … */
  signals?: readonly string[];
  /** … or any one of these sought out of proportion … */
  capabilities?: readonly Capability[];
  /** … or this. */
  also?: (facts: TechniqueFacts) => boolean;
  /** What has to be so besides. */
  only?: (facts: TechniqueFacts) => boolean;
}

const REGISTRATION = ['shared-payment', 'card-issuer', 'registration-burst', 'succession'] as const;
const HARVEST = [
  'capability-concentration',
  'scaffolded-volume',
  'dedication',
  'probe-then-exploit',
  'content-windows',
] as const;
const TRAINING = [
  'reasoning_elicitation',
  'trace_extraction',
  'rubric_grading',
  'task_synthesis',
  'trace_cleaning',
] as const;

const harvesting = ({ campaign }: TechniqueFacts) =>
  campaign.extraction >= 0.5 && campaign.harvest_exchanges > 0;
const atlas = (id: string, name: string, phase: Phase) =>
  ({ framework: 'mitre-atlas', id, name, phase }) as const;
const attack = (id: string, name: string, phase: Phase) =>
  ({ framework: 'mitre-attack', id, name, phase }) as const;

const RULES: readonly Rule[] = [
  {
    ...atlas('AML.T0008.005', 'Acquire Infrastructure: AI Service Proxies', 'resource-development'),
    basis: 'seen',
    why: 'Requests are spread over accounts, or taken over by the next one, as relay software does it.',
    signals: ['load-balancing', 'handover'],
    also: ({ pathways }) => pathways.some(({ pathway, accounts }) => pathway === 'reseller' && accounts > 0),
  },
  {
    ...atlas('AML.T0021', 'Establish Accounts', 'resource-development'),
    basis: 'seen',
    why: 'Accounts were opened or paid for together, or replace those that were banned.',
    signals: [...REGISTRATION, 'email-pattern'],
  },
  {
    ...attack('T1585', 'Establish Accounts', 'resource-development'),
    basis: 'seen',
    why: 'Accounts were opened or paid for together, or replace those that were banned.',
    signals: REGISTRATION,
  },
  {
    ...attack('T1585.002', 'Establish Accounts: Email Accounts', 'resource-development'),
    basis: 'concluded',
    why: 'The e-mail addresses of the accounts are made by one pattern.',
    signals: ['email-pattern'],
  },
  {
    ...attack('T1583', 'Acquire Infrastructure', 'resource-development'),
    basis: 'concluded',
    why: 'Accounts of different names come from the same addresses or devices.',
    signals: ['shared-infrastructure'],
  },
  {
    ...atlas('AML.T0065', 'LLM Prompt Crafting', 'resource-development'),
    basis: 'seen',
    why: 'Prompts are filled into constant scaffolds that the accounts have in common.',
    signals: ['scaffold-families', 'common-repertoire', 'scaffolded-volume'],
  },
  {
    ...atlas('AML.T0040', 'AI Model Inference API Access', 'ai-model-access'),
    basis: 'seen',
    why: 'All of it is done by requests to the inference API.',
    also: ({ campaign }) => campaign.exchanges > 0,
  },
  {
    ...attack('T1119', 'Automated Collection', 'collection'),
    basis: 'seen',
    why: 'A program sends the requests: its clock, its parameters or its queue show in the traffic.',
    signals: ['common-clock', 'co-start', 'woken-together', 'program-vector', 'load-balancing', 'handover'],
  },
  {
    ...atlas('AML.T0024.002', 'Exfiltration via AI Inference API: Extract AI Model', 'exfiltration'),
    basis: 'seen',
    why: 'What is asked for is what a student model would be trained on.',
    signals: HARVEST,
    capabilities: TRAINING,
    only: harvesting,
  },
  {
    ...atlas('AML.T0005.001', 'Create Proxy AI Model: Train Proxy via Replication', 'ai-attack-staging'),
    basis: 'concluded',
    why: 'Answers of this kind are of use for training; the training itself is not seen from here.',
    capabilities: TRAINING,
    only: harvesting,
  },
  {
    ...atlas('AML.T0034.000', 'Cost Harvesting: Excessive Queries', 'impact'),
    basis: 'seen',
    why: 'Plans are used up to their limits around the clock.',
    signals: ['plan-usage'],
  },
  {
    ...atlas('AML.T0048.004', 'External Harms: AI Intellectual Property Theft', 'impact'),
    basis: 'concluded',
    why: 'Capabilities of the model leave with the answers; what became of them is not seen from here.',
    also: ({ campaign }) => ['confirmed', 'contained', 'closed'].includes(campaign.status),
    only: harvesting,
  },
];

/** Sought out of proportion: a tenth of the harvest at least, and three times what unrelated accounts ask for. */
const LEAST_SHARE = 0.1;
const LEAST_RATIO = 3;

/**
 * The techniques of a campaign in the order of its way, by a fixed table: a signal speaks for one when it speaks for the
 * campaign, a capability when it is sought out of proportion. A dismissed campaign uses none.
 */
export function techniquesOf(facts: TechniqueFacts): TechniqueUse[] {
  const { campaign, evidence } = facts;
  if (campaign.status === 'dismissed') return [];
  const speaking = evidence
    .filter(({ log_odds }) => log_odds > 0)
    .sort((a, b) => b.log_odds - a.log_odds)
    .map(({ signal }) => signal);
  const share = (capability: Capability) => campaign.capabilities[capability] ?? 0;
  const sought = CAPABILITIES.filter(
    (capability) =>
      share(capability) >= LEAST_SHARE &&
      share(capability) >= LEAST_RATIO * (campaign.baseline[capability] ?? 0),
  ).sort((a, b) => share(b) - share(a));
  const order = TACTICS.map(({ phase }) => phase);
  return RULES.flatMap(({ signals = [], capabilities = [], also, only, ...rule }) => {
    const bySignals = speaking.filter((signal) => signals.includes(signal));
    const byCapabilities = sought.filter((capability) => capabilities.includes(capability));
    const rests = bySignals.length > 0 || byCapabilities.length > 0 || (also?.(facts) ?? false);
    if (!rests || (only && !only(facts))) return [];
    return [{ ...rule, signals: bySignals, capabilities: byCapabilities }];
  }).sort((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase));
}

/** Every technique that a campaign can be said to use. */
export const TECHNIQUES: readonly Technique[] = RULES.map(({ framework, id, name, phase }) => ({
  framework,
  id,
  name,
  phase,
}));

/** Every signal that the table knows. */
export const TECHNIQUE_SIGNALS: ReadonlySet<string> = new Set(RULES.flatMap(({ signals }) => signals ?? []));

/** Of MITRE ATLAS. */
export const MITIGATIONS: readonly Mitigation[] = [
  {
    id: 'AML.M0004',
    name: 'Restrict Number of AI Model Queries',
    description: 'Limit rate and volume for all accounts of the operation together, not for each by itself.',
    against: ['AML.T0024.002', 'AML.T0034.000', 'AML.T0008.005'],
  },
  {
    id: 'AML.M0019',
    name: 'Control Access to AI Models and Data in Production',
    description:
      'Verify who stands behind accounts that were opened together before they get access or volume.',
    against: ['AML.T0021', 'AML.T0040', 'T1585', 'T1585.002'],
  },
  {
    id: 'AML.M0002',
    name: 'Passive AI Output Obfuscation',
    description: 'Give summaries of reasoning instead of the reasoning where it is what is harvested.',
    against: ['AML.T0024.002', 'AML.T0005.001'],
  },
  {
    id: 'AML.M0020',
    name: 'Generative AI Guardrails',
    description: 'Recognize the scaffolds of the operation in prompts and refuse what they ask for.',
    against: ['AML.T0065'],
  },
  {
    id: 'AML.M0024',
    name: 'AI Telemetry Logging',
    description: 'Keep what links accounts with one another, so that their successors are recognized.',
    against: ['AML.T0040', 'T1119'],
  },
];

/** Those against any of these techniques, in the order of the table. */
export function mitigationsOf(techniques: readonly Pick<Technique, 'id'>[]): Mitigation[] {
  const used = new Set(techniques.map(({ id }) => id));
  return MITIGATIONS.flatMap((mitigation) => {
    const against = mitigation.against.filter((id) => used.has(id));
    return against.length > 0 ? [{ ...mitigation, against }] : [];
  });
}

/** The tactic of a technique, numbered as its framework does. */
export function tacticOf({ framework, phase }: Technique): { id: string; name: string } {
  const tactic = TACTICS.find((one) => one.phase === phase) ?? TACTICS[0];
  return {
    id: (framework === 'mitre-attack' && ATTACK_TACTIC[phase]) || tactic.id,
    name: tactic.name,
  };
}

/** Where the framework describes it. */
export function techniqueUrl({ framework, id }: Technique): string {
  return framework === 'mitre-atlas'
    ? `https://atlas.mitre.org/techniques/${id}`
    : `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}

export function mitigationUrl({ id }: Pick<Mitigation, 'id'>): string {
  return `https://atlas.mitre.org/mitigations/${id}`;
}

/** What it rests on in this case, as one text. */
export function whyOf({ why, signals, capabilities, basis }: TechniqueUse): string {
  const rests = [
    ...signals,
    ...capabilities.map(
      (capability) => `${CAPABILITY_WORDS[capability].label.toLowerCase()} sought out of proportion`,
    ),
  ];
  const how = basis === 'seen' ? 'Seen' : 'Concluded';
  return rests.length > 0 ? `${why} ${how} from: ${rests.join(', ')}.` : why;
}
