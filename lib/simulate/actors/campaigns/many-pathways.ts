import { crew, daysBefore, disguises, steady } from '@/lib/simulate/crew';
import { house } from '@/lib/simulate/house';
import { pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { activity } from '@/lib/simulate/timing';

interface Options {
  accounts: number;
  perDay: number;
  begins: number;
}

/** A mixed harvest through every pathway, on virtual cards of its own for each account, dealt out at random. */
export const manyPathways: ActorKind<Options> = {
  role: 'operator',
  summary: 'a mixed harvest through many pathways and kinds of account, on virtual cards, at random',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 12);
    const begin = daysBefore(stage, options.begins);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['US', 'SG', 'JP', 'DE', 'GB', 'CA', 'KR'],
      pathways: [
        ['api', 34],
        ['cloud', 20],
        ['startup', 14],
        ['education', 10],
        ['research', 8],
        ['console', 10],
        ['enterprise', 4],
      ],
      clients: [
        ['python', 55],
        ['node', 25],
        ['go', 12],
        ['web', 8],
      ],
      perCard: 1,
      egress: 'cloud',
    });
    const ways = house(stage, rng, {
      voice: 0,
      seeks: [
        ['tool_use', 36],
        ['data_analysis', 28],
        ['computer_use', 20],
        ['vision', 16],
      ],
      languages: [
        ['en', 5],
        ['ja', 1],
      ],
    });
    const disguise = disguises(stage, rng);
    const relay = pool(rng, {
      dispatch: 'random',
      rate: (at) =>
        at >= begin ? ((n * options.perDay) / 24) * (0.45 + 0.55 * activity('person', at, 8)) : 0,
    });
    for (let i = 0; i < n; i++) {
      const at = Math.min(begin + rng.between(-14, 14) * DAY, stage.end - 3 * DAY);
      relay.add(hired.hire(at), Math.max(begin, at + rng.between(0.2, 30) * HOUR));
    }
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        if (rng.chance(stage.difficulty.cover)) {
          disguise(rng, member.persona, at);
          continue;
        }
        const job = ways.job(rng, member.persona, at);
        const acting = job.sought === 'tool_use' || job.sought === 'computer_use';
        talk(stage, rng, member.persona, at, {
          ...job,
          turns: acting ? 1 + rng.int(3) : 1,
          prompt: (turn) => (turn === 0 ? job.prompt : ways.job(rng, member.persona, at, job.sought).prompt),
          model: steady(stage, rng, at),
          pause: 6_000,
          campaign: name,
        });
      }
    };
  },
};
