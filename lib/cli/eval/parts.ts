import { type ClusterAgreement, clusterAgreement } from '@/lib/detect/evaluate-clusters';
import { type LabelAgreement, type Labelled, labelAgreement } from '@/lib/detect/evaluate-labels';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import { type Random, random } from '@/lib/simulate/random';
import {
  type Book,
  CODING_BOOK,
  fill,
  GRADING_BOOK,
  HYDRA_BOOK,
  MIXED_BOOK,
  PROBE_BOOK,
} from '@/lib/simulate/text/scaffolds';
import { modelAnswer } from '@/lib/simulate/text/tasks';
import { type AnalyzedFields, analyzeExchange } from '@/lib/text/analyze';
import { scaffoldFamilies } from '@/lib/text/family';
import { scaffoldKeys } from '@/lib/text/scaffold';
import type { EvalData, LabelledExchange, Templated } from './data';
import { type TimingPart, timingPart } from './timing-part';

/** The parts of detection, each against real data of its own; null where the data folder has none. */
export interface Parts {
  scaffolds: ScaffoldPart | null;
  capabilities: CapabilityPart[] | null;
  ordinary: OrdinaryPart | null;
  timing: TimingPart | null;
}

export interface ScaffoldPart {
  agreement: ClusterAgreement;
}

export interface CapabilityPart {
  /** Where scaffolds and payloads are from. */
  source: string;
  agreement: LabelAgreement;
}

export interface OrdinaryPart {
  /** All files of ordinary prompts together. */
  ordinary: LabelCounts;
  /** Each file; payloads and templated prompts, which are no ordinary prompts, last. */
  files: LabelCounts[];
}

export interface LabelCounts {
  name: string;
  prompts: number;
  /** Prompts with one of the RARE labels. */
  rare: number;
  labels: Partial<Record<Capability, number>>;
}

/** Capabilities that ordinary people hardly ever ask for. */
const RARE: readonly Capability[] = [
  'trace_extraction',
  'rubric_grading',
  'policy_rewriting',
  'task_synthesis',
  'trace_cleaning',
];
const BOOKS: readonly Book[] = [GRADING_BOOK, MIXED_BOOK, CODING_BOOK, HYDRA_BOOK, PROBE_BOOK];
/** Payloads that each scaffold is filled with. */
const FILLINGS = 40;
const SEED = 20_261;

export function evaluateParts(data: EvalData): Parts {
  const { templates, payloads, ordinary, windows } = data;
  return {
    scaffolds: templates.length > 0 ? scaffoldPart(templates) : null,
    capabilities: payloads.length > 0 ? capabilityParts(data) : null,
    ordinary: ordinary.size > 0 ? ordinaryPart(data) : null,
    timing: windows.length > 0 ? timingPart(windows) : null,
  };
}

/** Scaffold families of prompts whose templates are known, every prompt as if from an account of its own. */
export function scaffoldPart(templates: readonly Templated[]): ScaffoldPart {
  const rows = templates.map(({ prompt }) => ({ ...scaffoldKeys(prompt), accounts: 1, exchanges: 1 }));
  const { familyOf } = scaffoldFamilies(rows);
  const predicted = rows.map((row) => {
    const family = familyOf(row);
    return family ? String(family.id) : null;
  });
  return {
    agreement: clusterAgreement(
      templates.map(({ template }) => template),
      predicted,
    ),
  };
}

/** Labels of scaffolds filled with real payloads: those of the simulated operators, and those of labelled files. */
function capabilityParts({ payloads, grading, ordinary, labelled }: EvalData): CapabilityPart[] {
  const pool = [...payloads, ...[...ordinary.values()].flat()];
  const rng = random(SEED);
  const parts: CapabilityPart[] = [
    {
      source: 'scaffolds of the simulated operators, real payloads',
      agreement: labelAgreement([
        ...fromBooks(pool, rng),
        ...grading.map((prompt) => ({ want: 'rubric_grading', got: labelOf({ prompt }) })),
      ]),
    },
  ];
  if (labelled.length > 0)
    parts.push({
      source: 'labelled files',
      agreement: labelAgreement(labelled.flatMap((one) => fromLabelled(one, pool, rng))),
    });
  return parts;
}

function fromBooks(payloads: readonly string[], rng: Random): Labelled[] {
  return BOOKS.flatMap((book) =>
    CAPABILITIES.flatMap((want) =>
      (book[want] ?? []).flatMap((scaffold) =>
        Array.from({ length: FILLINGS }, () => {
          const slots = { p: rng.pick(payloads), a: modelAnswer(rng), n: 2 + rng.int(40) };
          return { want, got: labelOf({ prompt: fill(scaffold, slots) }) };
        }),
      ),
    ),
  );
}

function fromLabelled(
  { capability, also = [], ...exchange }: LabelledExchange,
  payloads: readonly string[],
  rng: Random,
): Labelled[] {
  const { prompt = '' } = exchange;
  const prompts = prompt.includes('{p}')
    ? Array.from({ length: FILLINGS }, () => prompt.replaceAll('{p}', () => rng.pick(payloads)))
    : [prompt];
  return prompts.map((text) => {
    const got = labelOf({ ...exchange, prompt: text });
    return { want: capability, got: also.includes(got) ? capability : got };
  });
}

function ordinaryPart({ ordinary, payloads, templates }: EvalData): OrdinaryPart {
  const files = [...ordinary].map(([name, prompts]) => countLabels(name, prompts));
  const rest: [string, string[]][] = [
    ['payloads (not counted above)', payloads],
    ['templated prompts (not counted above)', templates.map(({ prompt }) => prompt)],
  ];
  return {
    ordinary: countLabels('all ordinary prompts', [...ordinary.values()].flat()),
    files: [
      ...files,
      ...rest.flatMap(([name, prompts]) => (prompts.length > 0 ? [countLabels(name, prompts)] : [])),
    ],
  };
}

export function countLabels(name: string, prompts: readonly string[]): LabelCounts {
  const labels: Partial<Record<Capability, number>> = {};
  for (const prompt of prompts) {
    const label = labelOf({ prompt });
    labels[label] = (labels[label] ?? 0) + 1;
  }
  const rare = RARE.reduce((sum, label) => sum + (labels[label] ?? 0), 0);
  return { name, prompts: prompts.length, rare, labels };
}

function labelOf(exchange: AnalyzedFields): Capability {
  return analyzeExchange(exchange, 'none').capability;
}
