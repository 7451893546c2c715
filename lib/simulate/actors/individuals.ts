import { COUNTRIES, ordinaryPayment } from '@/lib/simulate/identity';
import { incidents } from '@/lib/simulate/incidents';
import type { Place } from '@/lib/simulate/network';
import { ask, enrol, type Persona, sessionId } from '@/lib/simulate/persona';
import { type Customer, modelFor, openedAt, population } from '@/lib/simulate/population';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, MINUTE, type Stage } from '@/lib/simulate/stage';
import { languageOf } from '@/lib/simulate/text/banks';
import { followUp } from '@/lib/simulate/text/voice';

/** People in a browser: home lines, carriers' address translation and VPN exits; heavy-tailed, by day and evening. */
export const individuals: ActorKind<{ accounts: number }> = {
  role: 'ordinary',
  summary: 'private persons who chat in a browser',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const customers: Customer[] = [];
    let neighbour: Household | undefined;
    for (let i = stage.count(options.accounts); i > 0; i--) {
      // Now and then two people share a line and a card.
      const household = neighbour && rng.chance(0.03) ? neighbour : settle(stage, rng);
      neighbour = household;
      const persona = person(stage, rng, household);
      const until = incidents(stage, rng, persona);
      customers.push({
        until,
        persona,
        clock: 'person',
        rate: Math.min(6, rng.logNormal(0.11, 1.2)),
        cv: Math.min(4, rng.logNormal(1.3, 0.3)),
        from: persona.createdAt,
        session: (at) => chat(stage, rng, persona, at),
      });
    }
    return population(stage, rng, customers);
  },
};

interface Household {
  country: string;
  home: Place;
  payment: ReturnType<typeof ordinaryPayment> | undefined;
}

function settle(stage: Stage, rng: Random): Household {
  const country = rng.weighted(COUNTRIES);
  const home = stage.network.home(country, rng);
  return { country, home, payment: rng.chance(0.35) ? ordinaryPayment(country, rng) : undefined };
}

function person(stage: Stage, rng: Random, { country, home, payment }: Household): Persona {
  const paid = payment !== undefined;
  const mobile = rng.chance(0.4);
  const vpn = rng.chance(0.05);
  return enrol(stage, rng, {
    createdAt: openedAt(stage, rng),
    country,
    pathway: 'console',
    client: 'web',
    place: (draw) => {
      if (vpn && draw.chance(0.8)) return stage.network.vpn(draw);
      return mobile && draw.chance(0.5) ? stage.network.carrier(country, draw) : home;
    },
    record: {
      plan: paid ? 'plus' : 'free',
      rpm_limit: paid ? 20 : 5,
      verified: rng.chance(0.4) ? 'phone' : 'email',
      ...(payment ? { payment } : {}),
    },
  });
}

function chat(stage: Stage, rng: Random, who: Persona, start: number): void {
  const session = sessionId(rng);
  const place = who.place(rng);
  const language = languageOf(who.country);
  const model = modelFor(stage, rng, start, 0.3);
  const turns = 1 + Math.min(20, Math.floor(rng.exponential(2)));
  const viral = rng.chance(0.015);
  let at = start;
  for (let turn = 0; turn < turns; turn++) {
    const picture = rng.chance(0.05);
    const prompt =
      viral && turn === 0
        ? stage.prompts.viral(rng)
        : turn > 0 && rng.chance(0.35)
          ? followUp(rng)
          : rng.chance(0.08)
            ? stage.prompts.code(rng)
            : stage.prompts.ordinary(rng, language);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model,
      prompt,
      ...(picture ? { modalities: ['text', 'image'] as const satisfies ('text' | 'image')[] } : {}),
    });
    at += Math.round(rng.logNormal(1.2, 0.9) * MINUTE);
  }
}
