import { chatting, crew, daysBefore, steady } from '@/lib/simulate/crew';
import { ReasoningStore } from '@/lib/simulate/harvest';
import { house } from '@/lib/simulate/house';
import { type ActorKind, DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';

interface Options {
  accounts: number;
  /** Days before the end of the world at which the two days begin. */
  begins: number;
}

/** Thousands of accounts send four requests each in two days: hidden reasoning of one conversation is replayed from another account. */
export const replayBurst: ActorKind<Options> = {
  role: 'operator',
  summary: 'thousands of accounts, four requests each in two days, replaying hidden reasoning of others',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 60);
    const begin = daysBefore(stage, options.begins);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['SG', 'US', 'JP', 'IN', 'BR', 'DE'],
      pathways: [
        ['console', 55],
        ['api', 45],
      ],
      clients: [
        ['web', 45],
        ['python', 30],
        ['node', 25],
      ],
      perCard: 3,
      egress: 'residential',
      patterned: true,
      perPhone: 2,
    });
    const ways = house(stage, rng, {
      voice: 0,
      seeks: [
        ['trace_extraction', 75],
        ['reasoning_elicitation', 25],
      ],
      breadth: 2,
      languages: [
        ['en', 3],
        ['zh', 1],
      ],
    });
    const store = new ReasoningStore(4_000);
    const crowd = Array.from({ length: n }, () => {
      const at = begin - rng.between(0, 5) * DAY;
      const who = hired.hire(at);
      // Half a dozen hours of the two days are this account's.
      const turn = begin + rng.between(0, 2 * DAY - 6 * HOUR);
      const due = Array.from({ length: 4 }, () => Math.floor(turn + rng.between(0, 6 * HOUR)))
        .filter((time) => time > at)
        .sort((x, y) => x - y);
      const before = rng.chance(stage.difficulty.cover)
        ? Math.floor(rng.between(Math.max(who.createdAt, stage.start), turn))
        : Number.POSITIVE_INFINITY;
      return { who, due, before };
    });
    return (from, to) => {
      for (const { who, due, before } of crowd) {
        if (before >= from && before < to) chatting(stage, rng, who, before, 'en');
        for (const at of due) {
          if (at < from || at >= to) continue;
          const refs = store.foreign(who.id, 2, rng);
          const job = ways.job(rng, who, at, refs.length === 0 ? 'reasoning_elicitation' : undefined);
          const replays = job.sought === 'trace_extraction';
          talk(stage, rng, who, at, {
            ...job,
            // The browser has no parameters of one's own.
            ...(who.apiKey ? {} : { params: undefined, system: undefined }),
            prompt: () => job.prompt,
            model: steady(stage, rng, at),
            campaign: name,
            keep: store,
            ...(replays ? { refs, refusal: 0.12 } : {}),
          });
        }
      }
    };
  },
};
