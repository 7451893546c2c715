import { company, regular, seat, times } from '@/lib/simulate/company';
import { chatting } from '@/lib/simulate/crew';
import { DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { languageOf } from '@/lib/simulate/text/banks';
import { ownTools } from '@/lib/simulate/text/tools';

/** Everybody at home, all from the same week on, with the same exercises and the same starter script. */
export const onlineCourse = company('a course over the net whose participants begin in one week', (cast) => {
  const { stage, rng, n } = cast;
  const begin = stage.end - rng.between(17, 24) * DAY;
  const exercises = times(16, () => stage.prompts.payload(rng, 'reasoning_elicitation'));
  return times(n, () => {
    const sat = seat(cast, {
      createdAt: begin + rng.exponential(10) * HOUR,
      record: rng.chance(0.3) ? { declared_use: 'course' } : {},
    });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: rng.logNormal(0.5, 0.4), from: begin },
      (persona, at) => {
        if (rng.chance(0.2)) return chatting(stage, rng, persona, at, languageOf(persona.country));
        const week = Math.min(3, Math.max(0, Math.floor((at - begin) / (6 * DAY))));
        talk(stage, rng, persona, at, {
          turns: 1 + rng.int(3),
          prompt: () =>
            `Work it out aloud, step by step, then check yourself and only then answer.\n\nExercise: ${exercises[week * 4 + rng.int(4)]}`,
          params: { temperature: 0.3, max_tokens: 1_500 },
          pause: 6 * 60_000,
        });
        return undefined;
      },
    );
  });
});

/** Viewers who rebuild what a video shows: new accounts, one script with its parameters, two evenings. */
export const videoTutorial = company('viewers of a video who run its script for two evenings', (cast) => {
  const { stage, rng, n } = cast;
  const shown = stage.end - rng.between(8, 14) * DAY;
  return times(n, () => {
    const createdAt = shown + rng.exponential(1.3) * DAY;
    const sat = seat(cast, { client: 'python', createdAt });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: rng.logNormal(6, 0.5), from: createdAt, until: createdAt + 2.5 * DAY },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          prompt: () =>
            `Make three new tasks like this one, each with its input, the wanted output and a test.\nSeed: ${stage.prompts.payload(rng, 'task_synthesis')}`,
          params: { temperature: 0.8, max_tokens: 2_000 },
        });
      },
    );
  });
});

/** One afternoon, the same six problems for everybody, everybody at home. */
export const contest = company('a contest over the net: six problems in one afternoon', (cast) => {
  const { stage, rng, n } = cast;
  const day = Math.floor((stage.end - rng.between(5, 12) * DAY) / DAY) * DAY + 13 * HOUR;
  const problems = times(6, () => stage.prompts.payload(rng, 'reasoning_elicitation'));
  return times(n, () => {
    const sat = seat(cast, {
      pathway: rng.chance(0.6) ? 'console' : 'api',
      createdAt: day - rng.exponential(2) * DAY,
    });
    return regular(
      cast,
      sat,
      { clock: 'server', rate: 24, cv: 0.8, from: day, until: day + 3 * HOUR },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          prompt: () => `Solve it and write every step of the way down.\n${rng.pick(problems)}`,
          params: { max_tokens: 4_096 },
        });
      },
    );
  });
});

/** A weekend of translating an open project, each at home, all with one script. */
export const volunteers = company('volunteers who translate an open project over one weekend', (cast) => {
  const { stage, rng, n } = cast;
  const begin = Math.floor((stage.end - rng.between(8, 20) * DAY) / DAY) * DAY;
  return times(n, () => {
    const sat = seat(cast, {});
    return regular(
      cast,
      sat,
      { clock: 'person', rate: rng.logNormal(7, 0.8), from: begin, until: begin + 2.5 * DAY },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          prompt: () =>
            `Translate the passage into Danish and explain each choice of words.\nPassage: ${stage.prompts.excerpt(rng)}`,
          params: { temperature: 0, max_tokens: 3_000 },
        });
      },
    );
  });
});

/** A weekend in one hall: new accounts, the sponsor's voucher, one starter kit, and nobody says what it is for. */
export const gameJam = company('a game jam of a weekend in one hall on one voucher', (cast) => {
  const { stage, rng, n } = cast;
  const hall = stage.network.site('GB');
  const begin = Math.floor((stage.end - rng.between(6, 14) * DAY) / DAY) * DAY + 10 * HOUR;
  const voucher = {
    fingerprint: `pm_${rng.hex(16)}`,
    bin: `4490${10 + rng.int(80)}`,
    country: 'GB',
    kind: 'voucher',
  };
  const tools = ownTools('world', rng).slice(0, 3);
  return times(n, () => {
    const createdAt = begin + rng.exponential(1.5) * HOUR;
    const sat = seat(cast, {
      country: 'GB',
      createdAt,
      place: (draw) => hall.host(draw),
      record: { payment: voucher },
    });
    return regular(
      cast,
      sat,
      { clock: 'server', rate: rng.logNormal(10, 0.7), from: createdAt, until: begin + 2.2 * DAY },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          system: 'You are the backend of a game made at the jam. Answer as JSON.',
          tools,
          prompt: () => stage.prompts.ordinary(rng, 'en'),
          params: { temperature: 0.9, max_tokens: 1_500 },
        });
      },
    );
  });
});
