import { harvestPrompt } from '@/lib/simulate/harvest';
import { emailShape, VIRTUAL_BINS } from '@/lib/simulate/identity';
import { ask, enrol, type Persona, reasoningHash, sessionId } from '@/lib/simulate/persona';
import { onShift, pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, HOUR, MINUTE, type Stage } from '@/lib/simulate/stage';
import { CODING_BOOK, HARVEST_SYSTEMS } from '@/lib/simulate/text/scaffolds';
import { toolResult } from '@/lib/simulate/text/tasks';
import { CONTAINER_TOOLS, PLANNER_TOOLS } from '@/lib/simulate/text/tools';

interface Options {
  accounts: number;
  /** Sessions of one account on a day, each of several exchanges. */
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
}

/**
 * A harvest of agentic coding and orchestration from rented servers, at full volume from the first hour of each account.
 * Within 24 hours of a release half of it goes to the new model. Its user agent claims the popular harness; the TLS
 * fingerprint, tools and parameters are its own.
 */
export const codingHarvest: ActorKind<Options> = {
  role: 'operator',
  summary: 'harvests agentic coding and orchestration and pivots to a new model within a day',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 10);
    const begin = stage.end - options.begins * DAY;
    const cards = Array.from({ length: Math.max(3, Math.round(n / 4)) }, () => ({
      fingerprint: `pm_${rng.hex(16)}`,
      bin: VIRTUAL_BINS[0],
      country: 'US',
      kind: 'virtual',
    }));
    const blocks = Array.from({ length: Math.max(2, Math.round(n / 24)) }, (_, i) =>
      stage.network.rented(i % 3 === 0 ? 'DE' : 'US'),
    );
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((n * options.perDay) / 24) * (onShift(at, 8, 10, 23) ? 1.35 : 0.6)),
    });
    for (let i = 0; i < n; i++) {
      const block = rng.pick(blocks);
      const host = block.host(rng);
      const wave = i < n * 0.6 ? begin - 6 * HOUR : begin + 3 * DAY;
      const createdAt = Math.floor(wave + rng.between(0, 9 * HOUR));
      const persona = enrol(stage, rng, {
        createdAt,
        country: rng.pick(['US', 'DE', 'SG']),
        pathway: rng.chance(0.8) ? 'api' : 'startup',
        client: 'impostor',
        place: () => host,
        campaign: name,
        record: {
          plan: 'scale',
          rpm_limit: 200,
          email_domain: rng.pick(['mail.example', 'devbox.example', 'devbox.example']),
          email_pattern: emailShape(`dev.${'x'.repeat(4 + rng.int(3))}${10 + rng.int(90)}`),
          payment: cards[i % cards.length],
          verified: rng.chance(0.7) ? 'phone' : 'email',
        },
      });
      relay.add(persona, createdAt + 5 * MINUTE);
    }
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) run(stage, rng, member.persona, at);
    };
  },
};

function run(stage: Stage, rng: Random, who: Persona, start: number): void {
  const sought = rng.weighted([
    ['coding', 66],
    ['orchestration', 28],
    ['task_synthesis', 6],
  ] as const);
  const session = sessionId(rng);
  const place = who.place(rng);
  const model = choose(stage, rng, start);
  const steps = 2 + rng.int(4);
  const held: string[] = [];
  let at = start;
  for (let step = 0; step < steps; step++) {
    const limited = rng.chance(0.01);
    const issued = reasoningHash(rng);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model,
      system: HARVEST_SYSTEMS.coding,
      tools: sought === 'orchestration' ? PLANNER_TOOLS : CONTAINER_TOOLS,
      params: { temperature: 0.9, max_tokens: 16000, thinking_budget: 12000 },
      // The trajectory goes on under the same task: the scaffold comes again with what the tool answered.
      prompt:
        step === 0 || rng.chance(0.5) ? harvestPrompt(stage, rng, CODING_BOOK, sought) : toolResult(rng),
      refs: held.slice(-4),
      issued: [issued],
      cached: step * 2_200,
      answer: 900,
      harvest: true,
      ...(limited ? { status: 429 } : {}),
    });
    held.push(issued);
    at += Math.round(rng.between(1_500, 9_000));
  }
}

/** Half of the sessions leave for a new model in the course of its first day. */
function choose(stage: Stage, rng: Random, at: number): string {
  const [newest, before] = stage.modelsAt(at).filter((release) => !release.model.endsWith('-mini'));
  if (!newest) return 'aster';
  if (!before) return newest.model;
  return rng.chance(0.55 * Math.min(1, (at - newest.at) / (16 * HOUR))) ? newest.model : before.model;
}
