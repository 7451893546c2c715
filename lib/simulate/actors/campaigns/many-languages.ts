import { crew, daysBefore, disguises, steady } from '@/lib/simulate/crew';
import { house } from '@/lib/simulate/house';
import { onShift, pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';

interface Options {
  accounts: number;
  perDay: number;
  begins: number;
}

/** A harvest whose scaffolds and tasks are in Chinese, Japanese, Russian and Spanish, and some in English. */
export const manyLanguages: ActorKind<Options> = {
  role: 'operator',
  summary: 'scaffolds and tasks in Chinese, Japanese, Russian, Spanish and English',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 12);
    const begin = daysBefore(stage, options.begins);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['SG', 'JP', 'ES', 'DE', 'KR'],
      pathways: [
        ['api', 75],
        ['cloud', 15],
        ['startup', 10],
      ],
      perCard: 3,
      egress: 'cloud',
      patterned: true,
    });
    const ways = house(stage, rng, {
      voice: 0,
      breadth: 5,
      languages: [
        ['zh', 30],
        ['ja', 22],
        ['ru', 22],
        ['es', 18],
        ['en', 8],
      ],
      seeks: [
        ['reasoning_elicitation', 50],
        ['task_synthesis', 25],
        ['data_analysis', 15],
        ['policy_rewriting', 10],
      ],
    });
    const disguise = disguises(stage, rng);
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((n * options.perDay) / 24) * (onShift(at, 8, 8, 24) ? 1.3 : 0.4)),
    });
    for (let i = 0; i < n; i++) {
      const at = begin + rng.between(-6, 8) * DAY;
      relay.add(hired.hire(at), at + rng.between(0.5, 20) * HOUR);
    }
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        if (rng.chance(stage.difficulty.cover)) {
          disguise(rng, member.persona, at);
          continue;
        }
        const job = ways.job(rng, member.persona, at);
        talk(stage, rng, member.persona, at, {
          ...job,
          prompt: () => job.prompt,
          model: steady(stage, rng, at),
          campaign: name,
        });
      }
    };
  },
};
