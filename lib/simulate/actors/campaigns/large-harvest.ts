import { crew, daysBefore, disguises, pivoting } from '@/lib/simulate/crew';
import { house } from '@/lib/simulate/house';
import { ban } from '@/lib/simulate/persona';
import { onShift, pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY, HOUR, MINUTE } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { toolResult } from '@/lib/simulate/text/tasks';

interface Options {
  /** Accounts of the first pool; the second is nearly as large. */
  accounts: number;
  perDay: number;
  begins: number;
  /** Days before the end at which the first pool is banned. */
  bans: number;
}

/**
 * A large harvest of coding and orchestration in sticky sessions. Half of it goes to a new model within a day of its
 * release. The first pool is banned within hours and a second one works on a few hours later.
 */
export const largeHarvest: ActorKind<Options> = {
  role: 'operator',
  summary:
    'sticky sessions, a pivot to a new model within a day, a second pool hours after the first is banned',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 10);
    const hard = stage.difficulty.name === 'hard';
    const begin = daysBefore(stage, options.begins);
    const bans = daysBefore(stage, options.bans);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['US', 'DE', 'SG'],
      pathways: [
        ['api', 80],
        ['startup', 12],
        ['cloud', 8],
      ],
      perCard: 4,
      egress: 'residential',
      patterned: true,
      perPhone: 2,
    });
    const ways = house(stage, rng, {
      voice: 0,
      breadth: 2,
      seeks: [
        ['coding', 66],
        ['orchestration', 26],
        ['task_synthesis', 8],
      ],
    });
    const disguise = disguises(stage, rng);
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((n * options.perDay) / 24) * (onShift(at, 8, 10, 23) ? 1.35 : 0.6)),
    });
    for (let i = 0; i < n; i++) {
      const wave = i < n * 0.6 ? begin - 8 * HOUR : begin + rng.int(4) * DAY;
      const at = wave + rng.between(0, hard ? 40 * HOUR : 8 * HOUR);
      const spared = rng.chance(0.06);
      const end = Math.floor(bans + rng.between(0, hard ? 20 * HOUR : 5 * HOUR));
      const who = hired.hire(at);
      relay.add(who, at + rng.between(5 * MINUTE, HOUR), spared ? undefined : end);
      if (!spared) ban(stage, who, end, 'automated risk score');
    }
    for (let i = Math.round(n * 0.85); i > 0; i--) {
      const ready = bans + rng.between(2 * HOUR, hard ? 14 * HOUR : 7 * HOUR);
      relay.add(hired.hire(ready - rng.between(0.2, 1) * HOUR), ready);
    }
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        const who = member.persona;
        if (rng.chance(stage.difficulty.cover)) {
          disguise(rng, who, at);
          continue;
        }
        const job = ways.job(rng, who, at);
        talk(stage, rng, who, at, {
          ...job,
          turns: 2 + rng.int(4),
          until: member.until,
          prompt: (turn) =>
            turn === 0
              ? job.prompt
              : rng.chance(0.5)
                ? ways.job(rng, who, at, job.sought).prompt
                : toolResult(rng),
          model: pivoting(stage, rng, at),
          pause: 5_000,
          campaign: name,
        });
      }
    };
  },
};
