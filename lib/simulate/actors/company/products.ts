import { type Cast, company, employer, regular, seat, times } from '@/lib/simulate/company';
import { emailShape } from '@/lib/simulate/identity';
import { commonParams } from '@/lib/simulate/params';
import type { Customer } from '@/lib/simulate/population';
import type { Talk } from '@/lib/simulate/talk';
import { talk } from '@/lib/simulate/talk';
import { ownTools } from '@/lib/simulate/text/tools';
import type { Clock } from '@/lib/simulate/timing';

interface Product {
  country: string;
  clock: Clock;
  /** Sessions of one account on a day. */
  rate: number;
  /** What the firm said it would do; left out when it said nothing. */
  declared?: string;
  session: () => Talk;
}

/** One firm with several accounts for one product. */
function product({ country, clock, rate, declared, session }: Product, cast: Cast): Customer[] {
  const { stage, rng, n } = cast;
  const house = employer(rng, country);
  const server = stage.network.cloud(rng);
  const params = commonParams(rng);
  return times(n, (i) => {
    const sat = seat(cast, {
      country,
      place: () => server,
      record: {
        ...house,
        email_pattern: emailShape(`app${i}`),
        ...(declared ? { declared_use: declared } : {}),
      },
    });
    return regular(cast, sat, { clock, rate, cv: 1.3 }, (persona, at) => {
      talk(stage, rng, persona, at, { params, ...session() });
    });
  });
}

/** Pictures put into words for blind people. */
export const imageDescriber = company('an app that describes pictures to blind people', (cast) => {
  const { stage, rng } = cast;
  return product(
    {
      country: 'CA',
      clock: 'person',
      rate: 22,
      declared: 'descriptions of images for blind people',
      session: () => ({
        turns: 1 + rng.int(3),
        system:
          'Describe pictures for somebody who cannot see. People, text, dangers first. No guesses about identity.',
        modalities: ['text', 'image'],
        prompt: (turn) =>
          turn === 0
            ? `What is in this picture? ${stage.prompts.excerpt(rng)}`
            : stage.prompts.ordinary(rng, 'en'),
        answer: 160,
      }),
    },
    cast,
  );
});

/** Consultants who have all of their clients' data looked at in one way. */
export const dataConsultancy = company('consultants with one report form for their clients’ data', (cast) => {
  const { stage, rng } = cast;
  return product(
    {
      country: 'DE',
      clock: 'office',
      rate: 13,
      session: () => ({
        turns: 1 + rng.int(3),
        system:
          'You are an analyst of a consulting firm. Every statement rests on the data given; show tests, effect sizes and limits.',
        prompt: () =>
          `Client ${rng.int(60)}, question ${rng.int(900)}\n${stage.prompts.payload(rng, 'data_analysis')}\nReport: data quality, findings, what we would do.`,
        answer: 800,
      }),
    },
    cast,
  );
});

/** Calls written down by a machine and put into readable form. */
export const transcriptCleaner = company('a service that tidies transcripts of calls', (cast) => {
  const { stage, rng } = cast;
  return product(
    {
      country: 'US',
      clock: 'server',
      rate: 20,
      declared: 'minutes of calls',
      session: () => ({
        prompt: () =>
          `Tidy this transcript of a call: remove fillers and repetitions, keep who said what, mark unclear words.\n\n--- call ${rng.int(90_000)} ---\nA: ${stage.prompts.excerpt(rng)}\nB: uh, ${stage.prompts.excerpt(rng)}\nA: ${stage.prompts.excerpt(rng)}\n--- end ---`,
        answer: 420,
      }),
    },
    cast,
  );
});

/** Texts on delicate matters made harmless for advertisers. */
export const brandSafety = company('a press agency that makes delicate texts harmless', (cast) => {
  const { stage, rng } = cast;
  return product(
    {
      country: 'GB',
      clock: 'office',
      rate: 12,
      session: () => ({
        system: 'You edit for a press agency. Neutral, no blame, no speculation, nothing that may offend.',
        prompt: () =>
          `Rewrite the text so that it is neutral and can run next to advertising. Give two versions.\n\nText: ${stage.prompts.excerpt(rng)} ${stage.prompts.ordinary(rng, 'en')}`,
        answer: 300,
      }),
    },
    cast,
  );
});

/** A product on which people have agents work for them. */
export const agentPlatform = company('a product whose users let agents with tools work for them', (cast) => {
  const { stage, rng } = cast;
  const kits = [ownTools('world', rng), ownTools('team', rng)];
  return product(
    {
      country: 'US',
      clock: 'server',
      rate: 8,
      session: () => ({
        turns: 2 + rng.int(4),
        system:
          'You plan and carry out the task of the user with the tools. Delegate what others can do. Report at the end.',
        tools: rng.pick(kits),
        prompt: (turn) =>
          turn === 0
            ? `Task: ${stage.prompts.ordinary(rng, 'en')}`
            : `Tool answered: ${stage.prompts.excerpt(rng)}`,
        pause: 5_000,
        answer: 500,
      }),
    },
    cast,
  );
});

/** Exercises for textbooks, by the hundred. */
export const exercisePublisher = company('a publisher that has exercises written in bulk', (cast) => {
  const { stage, rng } = cast;
  return product(
    {
      country: 'FR',
      clock: 'office',
      rate: 18,
      declared: 'exercises for textbooks',
      session: () => ({
        prompt: () =>
          `Write ${3 + rng.int(8)} new exercises for year ${4 + rng.int(8)} on the text below, each with its solution. No two alike.\n\nText: ${stage.prompts.excerpt(rng)} ${stage.prompts.excerpt(rng)}`,
        answer: 700,
      }),
    },
    cast,
  );
});
