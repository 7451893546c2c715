import { COUNTRIES, ordinaryPayment } from '@/lib/simulate/identity';
import { ask, enrol, type Persona, reasoningHash, sessionId } from '@/lib/simulate/persona';
import { type Customer, modelFor, openedAt, population } from '@/lib/simulate/population';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, MINUTE, type Stage } from '@/lib/simulate/stage';
import { toolResult } from '@/lib/simulate/text/tasks';
import { INKWELL_TOOLS } from '@/lib/simulate/text/tools';

export const INKWELL_SYSTEM =
  'You are Inkwell, an open coding assistant in the terminal. Work in small steps: look before you edit, run the tests, show a short summary. Use the tools; never invent file contents. Ask before anything that cannot be undone.';

export const INKWELL_PARAMS = { temperature: 0.2, max_tokens: 8192, thinking_budget: 4096 } as const;

/** Unrelated developers with the same open coding tool: same system prompt, tools and parameters, nothing else. */
export const popularHarness: ActorKind<{ accounts: number }> = {
  role: 'lookalike',
  summary: 'unrelated developers who use one popular coding tool',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const customers: Customer[] = [];
    for (let i = stage.count(options.accounts); i > 0; i--) {
      const persona = developer(stage, rng);
      customers.push({
        persona,
        clock: rng.chance(0.6) ? 'office' : 'person',
        rate: Math.min(6, rng.logNormal(0.14, 1)),
        cv: Math.min(4, rng.logNormal(1.3, 0.3)),
        from: persona.createdAt,
        session: (at) => codingSession(stage, rng, persona, at),
      });
    }
    return population(stage, rng, customers);
  },
};

function developer(stage: Stage, rng: Random): Persona {
  const country = rng.weighted(COUNTRIES);
  const home = stage.network.home(country, rng);
  const vpn = rng.chance(0.08);
  return enrol(stage, rng, {
    createdAt: openedAt(stage, rng),
    country,
    pathway: rng.chance(0.7) ? 'api' : 'console',
    client: 'harness',
    place: (draw) => (vpn ? stage.network.vpn(draw) : home),
    record: {
      plan: rng.pick(['plus', 'build', 'max']),
      rpm_limit: 50,
      verified: rng.chance(0.5) ? 'phone' : 'email',
      payment: ordinaryPayment(country, rng),
    },
  });
}

/** One working session with the tool: a task, then the results of the tools, carrying the session's own reasoning along. */
export function codingSession(stage: Stage, rng: Random, who: Persona, start: number): void {
  const session = sessionId(rng);
  const place = who.place(rng);
  const model = modelFor(stage, rng, start, 0.1);
  const turns = 2 + Math.min(18, Math.floor(rng.exponential(3)));
  const held: string[] = [];
  let at = start;
  for (let turn = 0; turn < turns; turn++) {
    const person = turn === 0 || rng.chance(0.25);
    const issued = reasoningHash(rng);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model,
      system: INKWELL_SYSTEM,
      tools: INKWELL_TOOLS,
      params: { ...INKWELL_PARAMS },
      prompt: person ? stage.prompts.code(rng) : toolResult(rng),
      refs: held.slice(-3),
      issued: [issued],
      cached: turn * 1_800,
      answer: 420,
    });
    held.push(issued);
    at += Math.round(person ? rng.logNormal(1, 0.8) * MINUTE : rng.between(800, 6_000));
  }
}
