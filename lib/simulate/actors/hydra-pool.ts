import { harvestPrompt, ReasoningStore } from '@/lib/simulate/harvest';
import { emailShape, phoneHash, VIRTUAL_BINS } from '@/lib/simulate/identity';
import { ask, ban, enrol, type Persona, reasoningHash, sessionId } from '@/lib/simulate/persona';
import { type Member, type Pool, pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, HOUR, type Stage } from '@/lib/simulate/stage';
import { LANGUAGES } from '@/lib/simulate/text/banks';
import { HARVEST_SYSTEMS, HYDRA_BOOK } from '@/lib/simulate/text/scaffolds';
import { INKWELL_TOOLS } from '@/lib/simulate/text/tools';
import { activity } from '@/lib/simulate/timing';
import { INKWELL_PARAMS, INKWELL_SYSTEM } from './popular-harness';

interface Options {
  accounts: number;
  /** Sessions of one account on a day. */
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
  /** Days before the end at which the provider's own risk system begins to ban the first pool. */
  bans: number;
  /** Share of sessions that are harvest; the rest is resold to unrelated people. */
  harvest: number;
}

/**
 * A pool of accounts that resells access to unrelated people and mixes a harvest of hidden reasoning into it. Reasoning
 * issued to one account is presented by others. The provider bans most of it over two days; for every banned account
 * another one is opened within hours, from the same makers of addresses, cards and phone numbers.
 */
export const hydraPool: ActorKind<Options> = {
  role: 'operator',
  summary:
    'mixes a harvest of hidden reasoning into resold traffic and replaces banned accounts within hours',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 10);
    const begin = stage.end - options.begins * DAY;
    const bans = stage.end - options.bans * DAY;
    const makers = suppliers(rng, n);
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((n * options.perDay) / 24) * (0.4 + 0.6 * activity('person', at, 8))),
    });
    for (let i = 0; i < n; i++) {
      const createdAt = Math.floor(begin + rng.between(-3, 1) * DAY);
      const banned = rng.chance(0.8)
        ? Math.floor(bans + rng.between(0, 46 * HOUR))
        : Number.POSITIVE_INFINITY;
      const persona = open(stage, rng, name, createdAt, makers, i);
      relay.add(persona, createdAt + rng.between(1, 12) * HOUR, banned);
      if (banned >= stage.end) continue;
      ban(
        stage,
        persona,
        banned,
        rng.pick(['automated risk score', 'virtual card declined', 'proxy egress']),
      );
      const replaced = Math.floor(banned + rng.between(1.5, 9) * HOUR);
      const successor = open(stage, rng, name, replaced, makers, n + i);
      relay.add(successor, replaced + rng.between(0.1, 1) * HOUR);
    }
    stage.put({
      at: bans + 3 * DAY,
      record: {
        type: 'indicator',
        kind: 'email_domain',
        value: makers.domains[0] ?? '',
        source: 'partner exchange',
        confidence: 70,
        note: 'throw-away addresses seen with pooled accounts',
      },
    });
    const store = new ReasoningStore(3_000);
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        if (rng.chance(options.harvest)) harvest(stage, rng, relay, member, at, store);
        else resold(stage, rng, member, at, store);
      }
    };
  },
};

interface Suppliers {
  domains: string[];
  cards: string[];
  phones: string[];
}

function suppliers(rng: Random, n: number): Suppliers {
  return {
    domains: ['quickbox.example', 'tenminute.example', 'dropmail.example'],
    cards: Array.from({ length: Math.max(3, Math.round(n * 0.6)) }, () => `pm_${rng.hex(16)}`),
    phones: Array.from({ length: Math.max(4, n) }, () => phoneHash(rng)),
  };
}

function open(
  stage: Stage,
  rng: Random,
  campaign: string,
  createdAt: number,
  makers: Suppliers,
  i: number,
): Persona {
  const country = rng.pick(['SG', 'JP', 'US', 'KR', 'DE', 'GB']);
  return enrol(stage, rng, {
    createdAt,
    country,
    pathway: rng.weighted([
      ['api', 60],
      ['console', 25],
      ['cloud', 15],
    ] as const),
    client: 'relay',
    // The vendor hands out another home line for every session.
    place: (draw) => stage.network.residentialProxy([country], draw),
    campaign,
    record: {
      plan: rng.pick(['plus', 'max', 'build']),
      rpm_limit: 50,
      email_domain: rng.pick(makers.domains),
      email_pattern: emailShape(
        `${'x'.repeat(7 + rng.int(2))}.${'y'.repeat(4 + rng.int(2))}${10 + rng.int(90)}`,
      ),
      phone_hash: makers.phones[i % makers.phones.length],
      payment: {
        fingerprint: makers.cards[i % makers.cards.length],
        bin: VIRTUAL_BINS[2],
        country: 'US',
        kind: 'virtual',
      },
      verified: 'phone',
    },
  });
}

function harvest(
  stage: Stage,
  rng: Random,
  relay: Pool,
  member: Member,
  at: number,
  store: ReasoningStore,
): void {
  const sought = rng.weighted([
    ['trace_extraction', 58],
    ['trace_cleaning', 42],
  ] as const);
  const who = member.persona;
  const what = {
    place: who.place(rng),
    model: 'aster-4',
    system: HARVEST_SYSTEMS.relay,
    prompt: harvestPrompt(stage, rng, HYDRA_BOOK, sought),
    params: { temperature: 0, max_tokens: 12000, thinking_budget: 8000 },
    refs: sought === 'trace_extraction' ? store.foreign(who.id, 2, rng) : [],
    answer: 1_300,
    refused: rng.chance(0.07),
    harvest: true,
  };
  if (!rng.chance(0.02)) {
    ask(stage, rng, who, at, { ...what, session: sessionId(rng) });
    return;
  }
  ask(stage, rng, who, at, { ...what, session: sessionId(rng), status: 429 });
  const next = relay.choose(at);
  if (next && next !== member)
    ask(stage, rng, next.persona, at + 900 + rng.int(3_000), {
      ...what,
      session: sessionId(rng),
      place: next.persona.place(rng),
    });
}

/** One of the many unrelated people behind the pool: another language, another purpose, sometimes the popular harness. */
function resold(stage: Stage, rng: Random, member: Member, start: number, store: ReasoningStore): void {
  const who = member.persona;
  const session = sessionId(rng);
  const place = who.place(rng);
  const coding = rng.chance(0.35);
  const language = rng.pick(LANGUAGES);
  let at = start;
  for (let turn = 1 + rng.int(4); turn > 0 && at < member.until; turn--) {
    const issued = reasoningHash(rng);
    store.keep(who.id, issued);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model: 'aster-4',
      prompt: coding ? stage.prompts.code(rng) : stage.prompts.ordinary(rng, language),
      ...(coding
        ? { system: INKWELL_SYSTEM, tools: INKWELL_TOOLS, params: { ...INKWELL_PARAMS } }
        : { params: { temperature: 1, max_tokens: 4096 } }),
      issued: [issued],
    });
    at += Math.round(rng.logNormal(40_000, 0.8));
  }
}
