import { ask, enrol, type Persona, sessionId } from '@/lib/simulate/persona';
import { type ActorKind, DAY, MINUTE } from '@/lib/simulate/stage';

interface Options {
  accounts: number;
  /** Minutes between two requests of one account. */
  every: number;
}

/** A firm with one narrow job: the same template around every item, a few keys in turn, regular as a clock. */
export const batchCustomer: ActorKind<Options> = {
  role: 'lookalike',
  summary: 'a batch job with one narrow template on a regular clock',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const server = stage.network.cloud(rng);
    const card = { fingerprint: `pm_${rng.hex(16)}`, bin: '455390', country: 'CA', kind: 'corporate' };
    const workers: Persona[] = Array.from({ length: stage.count(options.accounts, 2) }, () =>
      enrol(stage, rng, {
        createdAt: Math.floor(stage.end - rng.between(90, 300) * DAY),
        country: 'CA',
        pathway: 'api',
        client: 'node',
        place: () => server,
        record: {
          plan: 'scale',
          rpm_limit: 200,
          organization: 'Parcelwise Ltd',
          email_domain: 'parcelwise.example',
          email_pattern: 'aaaaa9',
          declared_use: 'sorting of customer messages',
          payment: card,
          verified: 'organization',
        },
      }),
    );
    const template = rng.int(1_000);
    const step = (options.every * MINUTE) / workers.length;
    let due = stage.start + 10_000;
    let turn = 0;
    return (_, to) => {
      for (; due < to; due += step) {
        const who = workers[turn++ % workers.length] as Persona;
        const at = Math.floor(due + rng.between(0, 4_000));
        ask(stage, rng, who, at, {
          session: sessionId(rng),
          place: server,
          model: 'aster-4-mini',
          prompt: stage.prompts.templated(rng, template),
          params: { temperature: 0, max_tokens: 16 },
          answer: 3,
        });
      }
    };
  },
};
