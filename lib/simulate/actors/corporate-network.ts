import { emailShape } from '@/lib/simulate/identity';
import { enrol } from '@/lib/simulate/persona';
import { type Customer, population } from '@/lib/simulate/population';
import { type ActorKind, DAY } from '@/lib/simulate/stage';
import { codingSession } from './popular-harness';

interface Options {
  accounts: number;
  organization: string;
  country: string;
}

/** One employer: everybody behind one address block, on one company card, with the popular coding harness, in office hours. */
export const corporateNetwork: ActorKind<Options> = {
  role: 'lookalike',
  summary: 'the developers of one verified company behind one network and one card',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const office = stage.network.site(options.country);
    const card = {
      fingerprint: `pm_${rng.hex(16)}`,
      bin: '455301',
      country: options.country,
      kind: 'corporate',
    };
    const domain = `${options.organization.toLowerCase().replace(/\W+/g, '-')}.example`;
    const rollout = stage.end - 55 * DAY;
    const customers: Customer[] = [];
    for (let i = stage.count(options.accounts, 5); i > 0; i--) {
      const createdAt = Math.floor(rollout + rng.exponential(9) * DAY);
      const persona = enrol(stage, rng, {
        createdAt: Math.min(createdAt, stage.end - 2 * DAY),
        country: options.country,
        pathway: 'enterprise',
        client: 'harness',
        place: (draw) => office.host(draw),
        record: {
          plan: 'enterprise',
          rpm_limit: 200,
          organization: options.organization,
          email_domain: domain,
          email_pattern: emailShape(`${'x'.repeat(4 + rng.int(4))}.${'y'.repeat(4 + rng.int(6))}`),
          payment: card,
          verified: 'organization',
        },
      });
      customers.push({
        persona,
        clock: 'office',
        rate: rng.logNormal(0.5, 0.6),
        cv: 1.3,
        from: persona.createdAt,
        session: (at) => codingSession(stage, rng, persona, at),
      });
    }
    return population(stage, rng, customers);
  },
};
