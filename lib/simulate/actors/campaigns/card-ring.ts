import { crew, daysBefore, disguises, steady } from '@/lib/simulate/crew';
import { house } from '@/lib/simulate/house';
import type { Persona } from '@/lib/simulate/persona';
import { onShift, pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, HOUR, MINUTE } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';

interface Options {
  accounts: number;
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
}

const ROUND = 30 * MINUTE;

/** Few cards behind many accounts; jobs for reasoning, grades and rewriting go out in rounds, to many accounts at once. */
export const cardRing: ActorKind<Options> = {
  role: 'operator',
  summary: 'few cards behind many accounts that work in step',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 10);
    const begin = daysBefore(stage, options.begins);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['SG', 'JP', 'SG', 'US'],
      perCard: 7,
      egress: 'rented',
      patterned: true,
      perPhone: 3,
    });
    const ways = house(stage, rng, {
      voice: 0,
      breadth: 2,
      seeks: [
        ['reasoning_elicitation', 52],
        ['rubric_grading', 36],
        ['policy_rewriting', 12],
      ],
      languages: [
        ['en', 4],
        ['zh', 1],
      ],
    });
    const relay = pool(rng, { dispatch: 'least_recently_used', rate: () => 0 });
    for (let i = 0; i < n; i++) {
      const burst = begin - DAY + Math.floor((i * 4) / n) * 2.5 * DAY;
      const at = burst + rng.between(0, stage.difficulty.name === 'hard' ? 60 * HOUR : 6 * HOUR);
      relay.add(hired.hire(at), at + rng.between(10 * MINUTE, 3 * HOUR));
    }
    const disguise = disguises(stage, rng);
    const perRound = (n * options.perDay) / (16 / (ROUND / HOUR));

    function work(draw: Random, who: Persona, at: number): void {
      if (draw.chance(stage.difficulty.cover)) {
        disguise(draw, who, at);
        return;
      }
      const job = ways.job(draw, who, at);
      talk(stage, draw, who, at, {
        ...job,
        prompt: () => job.prompt,
        model: steady(stage, draw, at),
        campaign: name,
      });
    }

    return (from, to) => {
      for (let due = from; due < to; due += ROUND) {
        if (due < begin || !onShift(due, 8, 9, 25)) continue;
        for (let k = rng.poisson(perRound); k > 0; k--) {
          const at = Math.floor(
            due + rng.exponential(stage.difficulty.jitter * ROUND) + rng.between(0, 4_000),
          );
          const member = relay.choose(at);
          if (member) work(rng, member.persona, at);
        }
      }
    };
  },
};
