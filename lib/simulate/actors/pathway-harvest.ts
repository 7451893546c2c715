import type { Capability } from '@/lib/model/capability';
import type { Modality, Pathway } from '@/lib/model/records';
import { harvestPrompt, vary } from '@/lib/simulate/harvest';
import { firm, ordinaryPayment } from '@/lib/simulate/identity';
import { type Ask, ask, enrol, type Persona, reasoningHash, sessionId } from '@/lib/simulate/persona';
import { type Pool, pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, MINUTE, type Stage } from '@/lib/simulate/stage';
import { languageOf } from '@/lib/simulate/text/banks';
import { HARVEST_SYSTEMS, MIXED_BOOK } from '@/lib/simulate/text/scaffolds';
import { EPISODE_TOOLS, SCREEN_TOOLS } from '@/lib/simulate/text/tools';
import { activity } from '@/lib/simulate/timing';

interface Options {
  accounts: number;
  /** Sessions of one account on a day. */
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
  /** Days before the end at which the operator also turns to reasoning. */
  turns: number;
}

const COUNTRIES = ['US', 'SG', 'JP', 'DE', 'GB', 'CA', 'KR'] as const;

/**
 * A mixed harvest (tools, data analysis, computer use, vision, at last reasoning) through every pathway there is, with
 * accounts of many kinds that were opened over weeks and share little: what they have in common is what they ask.
 */
export const pathwayHarvest: ActorKind<Options> = {
  role: 'operator',
  summary: 'a mixed harvest through many access pathways with varied accounts',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 10);
    const begin = stage.end - options.begins * DAY;
    const relay = pool(rng, {
      dispatch: 'random',
      rate: (at) =>
        at >= begin ? ((n * options.perDay) / 24) * (0.45 + 0.55 * activity('person', at, 8)) : 0,
    });
    const cards = Array.from({ length: 5 }, () => ordinaryPayment('SG', rng));
    for (let i = 0; i < n; i++)
      recruit(stage, rng, name, begin, relay, rng.chance(0.08) ? rng.pick(cards) : undefined);
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        if (rng.chance(0.1)) disguise(stage, rng, member.persona, at);
        else episode(stage, rng, member.persona, at, at > stage.end - options.turns * DAY);
      }
    };
  },
};

function recruit(
  stage: Stage,
  rng: Random,
  campaign: string,
  begin: number,
  relay: Pool,
  shared: ReturnType<typeof ordinaryPayment> | undefined,
): void {
  const country = rng.pick(COUNTRIES);
  const pathway = rng.weighted<Pathway>([
    ['api', 32],
    ['cloud', 20],
    ['startup', 14],
    ['education', 12],
    ['research', 10],
    ['console', 8],
    ['enterprise', 4],
  ]);
  const createdAt = Math.floor(Math.min(begin + rng.between(-20, 12) * DAY, stage.end - 3 * DAY));
  const server = rng.chance(0.45) ? stage.network.cloud(rng) : undefined;
  const academic = pathway === 'education' || pathway === 'research';
  const business = pathway === 'startup' || pathway === 'enterprise' || pathway === 'cloud';
  const persona = enrol(stage, rng, {
    createdAt,
    country,
    pathway,
    client: rng.weighted([
      ['python', 60],
      ['node', 25],
      ['go', 15],
    ] as const),
    place: (draw) => server ?? stage.network.residentialProxy([country], draw),
    campaign,
    record: {
      plan: academic ? 'academic' : rng.pick(['build', 'scale', 'pay-as-you-go', 'plus']),
      rpm_limit: rng.pick([50, 50, 200]),
      ...(academic ? { email_domain: `dept${rng.int(40)}.campus.example` } : {}),
      ...(business ? firm(rng) : {}),
      verified: rng.weighted([
        ['email', 45],
        ['phone', 45],
        ['identity', 10],
      ]),
      ...(academic
        ? { declared_use: rng.pick(['coursework', 'thesis on agents', 'reading group']) }
        : { payment: shared ?? ordinaryPayment(country, rng) }),
    },
  });
  relay.add(persona, Math.max(begin, createdAt + rng.between(0.2, 40) * 60 * MINUTE));
}

const KINDS: Partial<Record<Capability, Partial<Ask>>> = {
  tool_use: { tools: EPISODE_TOOLS, answer: 700 },
  data_analysis: { answer: 1_100 },
  computer_use: { tools: SCREEN_TOOLS, modalities: ['text', 'screen'] as Modality[], answer: 160 },
  vision: { modalities: ['text', 'image'] as Modality[], answer: 600 },
  reasoning_elicitation: { answer: 1_500 },
};

function episode(stage: Stage, rng: Random, who: Persona, start: number, late: boolean): void {
  const sought = rng.weighted<Capability>([
    ['tool_use', 38],
    ['data_analysis', 28],
    ['computer_use', 20],
    ['vision', 14],
    ['reasoning_elicitation', late ? 60 : 0],
  ]);
  const kind = KINDS[sought] ?? {};
  const session = sessionId(rng);
  const place = who.place(rng);
  const steps = sought === 'tool_use' || sought === 'computer_use' ? 1 + rng.int(3) : 1;
  let at = start;
  for (let step = 0; step < steps; step++) {
    const prompt = harvestPrompt(stage, rng, MIXED_BOOK, sought);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model: 'aster-4',
      system: HARVEST_SYSTEMS.mixed,
      prompt: rng.chance(0.35) ? vary(prompt, rng) : prompt,
      params: {
        temperature: 0.8,
        max_tokens: sought === 'computer_use' ? 1200 : 4000,
        thinking_budget: 2000,
      },
      issued: [reasoningHash(rng)],
      harvest: true,
      ...kind,
    });
    at += Math.round(rng.between(2_000, 15_000));
  }
}

/** What the operator mixes in to look like anybody. */
function disguise(stage: Stage, rng: Random, who: Persona, at: number): void {
  ask(stage, rng, who, at, {
    session: sessionId(rng),
    place: who.place(rng),
    model: 'aster-4',
    prompt: stage.prompts.ordinary(rng, languageOf(who.country)),
  });
}
