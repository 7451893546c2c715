import { emailShape } from '@/lib/simulate/identity';
import { ask, enrol, type Persona, sessionId } from '@/lib/simulate/persona';
import { type Pool, pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, type Stage } from '@/lib/simulate/stage';
import { LANGUAGES } from '@/lib/simulate/text/banks';
import { activity } from '@/lib/simulate/timing';

interface Options {
  accounts: number;
  /** Sessions of one account on a day. */
  perDay: number;
}

/** A reseller under contract: many accounts, one egress, work dealt out evenly, and the contents of a whole town. */
export const reseller: ActorKind<Options> = {
  role: 'lookalike',
  summary: 'a reseller under contract with shared egress and every kind of content',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 4);
    const card = `pm_${rng.hex(16)}`;
    const egress = stage.network.rented('US');
    const queue: Pool = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => ((n * options.perDay) / 24) * activity('person', at, -6),
    });
    for (let i = 0; i < n; i++) {
      const persona = enrol(stage, rng, {
        createdAt: Math.floor(stage.end - rng.between(40, 200) * DAY),
        country: 'US',
        pathway: 'reseller',
        client: 'node',
        place: (draw) => egress.host(draw),
        record: {
          plan: 'partner',
          rpm_limit: 500,
          organization: 'Harbour Model Access Inc.',
          email_domain: 'harbour-access.example',
          email_pattern: emailShape(`seat${i}`),
          declared_use: 'resale to end customers under contract',
          payment: { fingerprint: card, country: 'US', kind: 'invoice' },
          verified: 'organization',
        },
      });
      queue.add(persona, stage.start);
    }
    return (from, to) => {
      for (const { at, member } of queue.sessions(from, to)) passThrough(stage, rng, member.persona, at);
    };
  },
};

function passThrough(stage: Stage, rng: Random, who: Persona, start: number): void {
  const session = sessionId(rng);
  const place = who.place(rng);
  const language = rng.pick(LANGUAGES);
  const coding = rng.chance(0.25);
  let at = start;
  for (let turn = 1 + rng.int(4); turn > 0; turn--) {
    const prompt = coding ? stage.prompts.code(rng) : stage.prompts.ordinary(rng, language);
    at += ask(stage, rng, who, at, {
      session,
      place,
      model: rng.chance(0.3) ? 'aster-4-mini' : 'aster-4',
      prompt,
      params: { temperature: rng.pick([0.3, 0.7, 1]) },
    });
    at += Math.round(rng.logNormal(50_000, 0.8));
  }
}
