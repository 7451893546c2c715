import { harvestPrompt } from '@/lib/simulate/harvest';
import { emailShape, VIRTUAL_BINS } from '@/lib/simulate/identity';
import { ask, enrol, sessionId } from '@/lib/simulate/persona';
import { onShift, pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY, HOUR, MINUTE } from '@/lib/simulate/stage';
import { GRADING_BOOK, HARVEST_SYSTEMS } from '@/lib/simulate/text/scaffolds';

interface Options {
  accounts: number;
  /** Sessions of one account on a day. */
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
  ends?: number;
}

/**
 * A harvest of written-out reasoning and of grades, with some rewriting of sensitive questions: few payment methods behind
 * many accounts, accounts opened in three bursts, one job queue dealt out evenly, silent at night.
 */
export const gradingHarvest: ActorKind<Options> = {
  role: 'operator',
  summary: 'harvests reasoning and grades through shared payment methods and synchronized timing',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 8);
    const begin = stage.end - options.begins * DAY;
    const end = stage.end - (options.ends ?? 0) * DAY;
    const cards = Array.from({ length: Math.max(2, Math.round(n / 7)) }, () => ({
      fingerprint: `pm_${rng.hex(16)}`,
      bin: VIRTUAL_BINS[1],
      country: 'SG',
      kind: 'virtual',
    }));
    const blocks = [stage.network.rented('SG'), stage.network.rented('JP'), stage.network.rented('SG')];
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at >= begin && at < end && onShift(at, 8, 9, 26) ? (n * options.perDay) / 17 : 0),
    });
    for (let i = 0; i < n; i++) {
      const burst = begin - DAY + Math.floor((i * 3) / n) * 2.5 * DAY;
      const createdAt = Math.floor(burst + rng.between(0, 5 * HOUR));
      const host = (blocks[i % blocks.length] ?? stage.network.rented('SG')).host(rng);
      const persona = enrol(stage, rng, {
        createdAt,
        country: 'SG',
        pathway: 'api',
        client: 'python',
        version: 3,
        place: () => host,
        campaign: name,
        record: {
          plan: 'build',
          rpm_limit: 50,
          email_domain: rng.pick(['mail.example', 'post.example']),
          email_pattern: emailShape(`${'x'.repeat(5 + rng.int(2))}${1000 + rng.int(9000)}`),
          payment: cards[i % cards.length],
          verified: 'phone',
        },
      });
      relay.add(persona, createdAt + Math.floor(rng.between(10 * MINUTE, 3 * HOUR)));
    }
    const params = { temperature: 1, max_tokens: 6000, top_p: 0.98 };
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        const limited = rng.chance(0.012);
        const sought = rng.weighted([
          ['reasoning_elicitation', 52],
          ['rubric_grading', 36],
          ['policy_rewriting', 12],
        ] as const);
        const prompt =
          sought === 'rubric_grading' && rng.chance(0.5)
            ? stage.prompts.grading(rng)
            : harvestPrompt(stage, rng, GRADING_BOOK, sought);
        const what = {
          session: sessionId(rng),
          place: member.persona.place(rng),
          model: 'aster-4',
          system: HARVEST_SYSTEMS.grading,
          prompt,
          params,
          answer: sought === 'rubric_grading' ? 260 : 1_400,
          harvest: true,
        };
        if (!limited) {
          ask(stage, rng, member.persona, at, what);
          continue;
        }
        // Over the limit: the same job goes to the next account within seconds.
        ask(stage, rng, member.persona, at, { ...what, status: 429 });
        member.restsUntil = at + 20 * MINUTE;
        const next = relay.choose(at);
        if (next)
          ask(stage, rng, next.persona, at + 1_500 + rng.int(2_000), {
            ...what,
            session: sessionId(rng),
            place: next.persona.place(rng),
          });
      }
    };
  },
};
