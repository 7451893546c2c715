import { chatting, crew, daysBefore, steady } from '@/lib/simulate/crew';
import { house } from '@/lib/simulate/house';
import { type Customer, population } from '@/lib/simulate/population';
import { type ActorKind, DAY } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';

interface Options {
  accounts: number;
  begins: number;
}

/** Two requests per account and day in ever other words, from homes and cards of their own: only habits are shared. */
export const slowDrip: ActorKind<Options> = {
  role: 'operator',
  summary: 'two requests per account and day, paraphrased, with nothing shared but habits',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 20);
    const begin = daysBefore(stage, options.begins);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['US', 'GB', 'DE', 'CA', 'SG', 'IN'],
      clients: [
        ['python', 60],
        ['node', 25],
        ['go', 10],
        ['curl', 5],
      ],
      perCard: 1,
      egress: 'residential',
    });
    const ways = house(stage, rng, {
      voice: 1,
      breadth: 2,
      paraphrase: { easy: 0.5, middle: 0.7, hard: 0.85 }[stage.difficulty.name],
      seeks: [
        ['reasoning_elicitation', 60],
        ['task_synthesis', 40],
      ],
    });
    const customers: Customer[] = Array.from({ length: n }, () => {
      const at = begin + rng.between(-12, 3) * DAY;
      const persona = hired.hire(at);
      return {
        persona,
        clock: 'person',
        rate: 2 / (1 - stage.difficulty.cover),
        cv: stage.difficulty.name === 'easy' ? 0.5 : 0.9,
        from: Math.max(begin, at),
        session: (time) => {
          if (rng.chance(stage.difficulty.cover)) {
            chatting(stage, rng, persona, time, 'en');
            return;
          }
          const job = ways.job(rng, persona, time);
          talk(stage, rng, persona, time, {
            ...job,
            prompt: () => job.prompt,
            model: steady(stage, rng, time),
            campaign: name,
          });
        },
      };
    });
    return population(stage, rng, customers);
  },
};
