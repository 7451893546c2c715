import type { Capability } from '@/lib/model/capability';
import type { ExchangeRecord, Modality } from '@/lib/model/records';
import { vary } from './harvest';
import { commonParams, type Params } from './params';
import type { Persona } from './persona';
import { mix32, type Random } from './random';
import { DAY, type Stage } from './stage';
import { FILLERS, FRAMES, type Frame, RELAY_SYSTEMS } from './text/frames';
import { FOREIGN_FRAMES, type FrameLanguage } from './text/frames-foreign';
import { matter } from './text/matter';
import { fill } from './text/scaffolds';
import { INKWELL_TOOLS, type Kit, ownTools } from './text/tools';

export interface HouseOptions {
  /** What is sought, by weight. */
  seeks: readonly (readonly [Capability, number])[];
  languages?: readonly (readonly [FrameLanguage | 'en', number])[];
  /** Operators with different voices build their scaffolds differently. */
  voice: number;
  /** Scaffolds in use at once for one thing sought, at least one. */
  breadth?: number;
  /** Share of sentences reworded, when it is not what the difficulty says. */
  paraphrase?: number;
}

/** One request of a harvest, without who sends it. */
export interface Job {
  sought: Capability;
  prompt: string;
  system: string | undefined;
  params: Record<string, unknown>;
  tools?: ExchangeRecord['tools'];
  modalities?: Modality[];
  answer: number;
}

/** The habits of an operator: its scaffolds, system prompts, tools and parameters. */
export interface House {
  job(rng: Random, who: Persona, at: number, sought?: Capability): Job;
}

interface Scaffold {
  frame: Frame;
  language: FrameLanguage | 'en';
  /** The wordings this operator uses of each part, the usual one first. */
  wordings: number[][];
}

interface Guise {
  scaffolds: Map<Capability, Scaffold[]>;
  system: string | undefined;
  params: Params;
  heading: (word: string) => string;
  joint: string;
}

const HEADINGS: readonly ((word: string) => string)[] = [
  (word) => `### ${word}`,
  (word) => `[${word}]`,
  (word) => `${word}:`,
  (word) => `**${word}**`,
  (word) => `## ${word.toUpperCase()}`,
  (word) => `<<${word}>>`,
  (word) => `--- ${word} ---`,
  (word) => `# ${word}`,
];

const ENGLISH: readonly (readonly [FrameLanguage | 'en', number])[] = [['en', 1]];

const KITS: Partial<Record<Capability, Kit>> = {
  coding: 'container',
  tool_use: 'world',
  orchestration: 'team',
  computer_use: 'screen',
};

const ANSWERS: Partial<Record<Capability, number>> = {
  rubric_grading: 260,
  computer_use: 160,
  policy_rewriting: 420,
  reasoning_elicitation: 1_300,
  coding: 900,
};

/** Sets up an operator's habits: few and constant on easy worlds; on hard ones several sets in turn, loosely kept to. */
export function house(stage: Stage, setup: Random, options: HouseOptions): House {
  const { guises: many, paraphrase, name: level } = stage.difficulty;
  const loose = options.paraphrase ?? paraphrase;
  const guises = Array.from({ length: many }, () => guise(setup, options, level === 'easy', loose));
  const toolkits = new Map(
    options.seeks.flatMap(([sought]) => {
      const kit = KITS[sought];
      if (!kit) return [];
      const borrowed = level === 'hard' && kit === 'container' && setup.chance(0.5);
      return [[sought, borrowed ? INKWELL_TOOLS : ownTools(kit, setup)] as const];
    }),
  );

  return {
    job(rng, who, at, given) {
      const sought = given ?? rng.weighted(options.seeks);
      // An account keeps its set for some days; on hard worlds all sets move on.
      const era = level === 'hard' ? Math.floor((at - stage.start) / (5 * DAY)) : 0;
      const mine = guises[(mix32(hash(who.id)) + era) % guises.length] as Guise;
      const tools = toolkits.get(sought);
      const modalities: Modality[] | undefined =
        sought === 'computer_use' ? ['text', 'screen'] : sought === 'vision' ? ['text', 'image'] : undefined;
      return {
        sought,
        prompt: wrap(stage, rng, mine, sought, loose),
        system: mine.system,
        params: level === 'hard' ? loosened(mine.params, rng) : { ...mine.params },
        answer: ANSWERS[sought] ?? 700,
        ...(tools ? { tools } : {}),
        ...(modalities ? { modalities } : {}),
      };
    },
  };
}

function guise(rng: Random, options: HouseOptions, distinct: boolean, loose: number): Guise {
  const scaffolds = new Map<Capability, Scaffold[]>();
  for (const [sought] of options.seeks) {
    const made = Array.from({ length: options.breadth ?? 1 }, (_, i) => {
      const languages = options.languages ?? ENGLISH;
      // Each language once, then at random.
      const language = languages[i]?.[0] ?? rng.weighted(languages);
      return scaffold(rng, sought, language, options.voice + i, loose);
    });
    scaffolds.set(sought, made);
  }
  return {
    scaffolds,
    system: rng.chance(distinct ? 1 : 0.75) ? rng.pick(RELAY_SYSTEMS) : undefined,
    params: {
      ...commonParams(rng),
      ...(distinct
        ? { temperature: rng.pick([0.65, 0.85, 0.95]), max_tokens: rng.pick([3_500, 7_000, 12_000]) }
        : {}),
    },
    heading: rng.pick(HEADINGS),
    joint: rng.pick(['\n\n', '\n', '\n\n']),
  };
}

function scaffold(
  rng: Random,
  sought: Capability,
  wanted: FrameLanguage | 'en',
  voice: number,
  loose: number,
): Scaffold {
  const foreign = wanted === 'en' ? undefined : FOREIGN_FRAMES[wanted][sought];
  const frames = foreign ?? FRAMES[sought] ?? [[['{p}']]];
  const frame = frames[voice % frames.length] as Frame;
  return {
    frame,
    language: foreign ? wanted : 'en',
    // Half of the wordings, so that two operators who build alike still do not sound alike; all for who never repeats itself.
    wordings: frame.map((part) =>
      shuffled(rng, part.length).slice(
        0,
        loose > 0.6 ? part.length : Math.max(1, Math.ceil(part.length / 2)),
      ),
    ),
  };
}

function wrap(stage: Stage, rng: Random, mine: Guise, sought: Capability, loose: number): string {
  const { frame, language, wordings } = rng.pick(mine.scaffolds.get(sought) ?? []);
  const parts: string[] = [];
  frame.forEach((part, i) => {
    const usual = wordings[i] as number[];
    const which = rng.chance(loose) ? rng.pick(usual) : (usual[0] as number);
    const text = part[which] ?? '';
    if (text !== '') parts.push(loose > 0 && rng.chance(loose) ? vary(text, rng) : text);
  });
  if (language === 'en' && rng.chance(loose * 0.6))
    parts.splice(rng.chance(0.5) ? 0 : parts.length, 0, rng.pick(FILLERS));
  const heading = rng.chance(loose * 0.5) ? rng.pick(HEADINGS) : mine.heading;
  const text = parts
    .join(mine.joint)
    .replace(/§([^§]+)§|【([^】]+)】/g, (_, western?: string, eastern?: string) =>
      heading(western ?? eastern ?? ''),
    );
  return fill(text, {
    p: matter(stage.prompts, rng, sought, language),
    a: stage.prompts.excerpt(rng),
    n: 2 + rng.int(40),
  });
}

/** The same parameters, not kept to exactly. */
function loosened(params: Params, rng: Random): Params {
  const other = commonParams(rng);
  return {
    ...params,
    ...(rng.chance(0.4) ? { temperature: other.temperature } : {}),
    ...(rng.chance(0.4) ? { max_tokens: other.max_tokens } : {}),
  };
}

function shuffled(rng: Random, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

function hash(id: string): number {
  let h = 7;
  for (let i = 0; i < id.length; i++) h = (Math.imul(h, 31) + id.charCodeAt(i)) | 0;
  return h;
}
