import { company, regular, seat, times } from '@/lib/simulate/company';
import { chatting } from '@/lib/simulate/crew';
import { emailShape } from '@/lib/simulate/identity';
import { DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { languageOf } from '@/lib/simulate/text/banks';
import { ownTools } from '@/lib/simulate/text/tools';

const WEEKS = [
  'Build a parser for the shopping-list format and prove it with tests.',
  'Write a scheduler for a repair shop; two mechanics, no overlaps.',
  'Make the message board searchable without a library.',
  'Model a lending library in SQL and answer the ten questions.',
  'Turn the weather feed into a page that works offline.',
];

/** A course of several weeks: all start on one day and paste the week's assignment. */
export const bootcamp = company('a bootcamp whose participants start on one day', (cast) => {
  const { stage, rng, n } = cast;
  const site = stage.network.site('DE');
  const begin = stage.end - rng.between(16, 27) * DAY;
  const school = 'Werkstatt Code';
  return times(n, () => {
    const home = stage.network.home('DE', rng);
    const sat = seat(cast, {
      country: 'DE',
      pathway: rng.chance(0.6) ? 'console' : 'api',
      createdAt: begin + rng.exponential(3) * HOUR,
      place: (draw) => (draw.chance(0.7) ? site.host(draw) : home),
      record: {
        ...(rng.chance(0.6) ? { organization: school, declared_use: 'course' } : {}),
        signup_ip: site.host(rng).ip,
        signup_asn: site.asn,
      },
    });
    return regular(cast, sat, { rate: rng.logNormal(0.8, 0.5) }, (persona, at) => {
      const week = WEEKS[Math.floor((at - stage.start) / (7 * DAY)) % WEEKS.length];
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(5),
        prompt: (turn) =>
          turn === 0 && rng.chance(0.6)
            ? `Week assignment: ${week}\n\nWhat I have:\n${stage.prompts.code(rng)}`
            : stage.prompts.code(rng),
        ...(persona.apiKey ? { params: { temperature: 0.2, max_tokens: 2_048 } } : {}),
      });
    });
  });
});

/** A weekend at one place, with the sponsor's vouchers and starter kit. */
export const hackathon = company('a hackathon with vouchers, one venue and one starter kit', (cast) => {
  const { stage, rng, n } = cast;
  const venue = stage.network.site('US');
  // The last Friday that leaves the whole weekend in the world.
  let friday = Math.floor((stage.end - 8 * DAY) / DAY) * DAY + 17 * HOUR;
  while (new Date(friday).getUTCDay() !== 5) friday -= DAY;
  const voucher = { fingerprint: `pm_${rng.hex(16)}`, country: 'US', kind: 'voucher' };
  const starter = `You are the backend of a project made at ${rng.pick(['Harbour', 'Canyon', 'Prairie'])} Hack. Answer as JSON unless told otherwise. Keep demos safe for all ages.`;
  const tools = ownTools('world', rng);
  return times(n, () => {
    const sat = seat(cast, {
      country: 'US',
      createdAt: friday + rng.exponential(2.5) * HOUR,
      place: (draw) => venue.host(draw),
      record: {
        payment: voucher,
        ...(rng.chance(0.5) ? { declared_use: 'hackathon' } : {}),
        ...(rng.chance(0.3) ? { email_domain: 'students.westhaven.example' } : {}),
      },
    });
    const kit = rng.chance(0.55);
    const rhythm = {
      clock: 'server',
      rate: rng.logNormal(9, 0.7),
      until: friday + 2 * DAY + 3 * HOUR,
    } as const;
    return regular(cast, sat, rhythm, (persona, at) => {
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(4),
        ...(kit ? { system: starter, tools } : {}),
        prompt: () => (rng.chance(0.5) ? stage.prompts.code(rng) : stage.prompts.ordinary(rng, 'en')),
        params: { temperature: rng.pick([0.3, 0.7, 1]), max_tokens: 1_500 },
        pause: 30_000,
      });
    });
  });
});

const TUTOR =
  'You tutor school pupils. Explain step by step, show all of your reasoning in simple words, check each step, and only then give the result. Never just state the answer.';

/** A product for pupils: every request asks for reasoning, step by step. */
export const tutoring = company('a tutoring product that explains everything step by step', (cast) => {
  const { stage, rng, n } = cast;
  const server = stage.network.cloud(rng);
  const house = {
    organization: 'Pencilbox Learning Ltd',
    email_domain: 'pencilbox.example',
    payment: { fingerprint: `pm_${rng.hex(16)}`, bin: '455318', country: 'GB', kind: 'corporate' },
  };
  return times(n, (i) => {
    const sat = seat(cast, {
      country: 'GB',
      client: 'node',
      place: () => server,
      record: {
        ...house,
        email_pattern: emailShape(`app${i}`),
        verified: 'organization',
        declared_use: 'tutoring of school pupils',
      },
    });
    return regular(cast, sat, { clock: 'person', rate: 16, cv: 1.1 }, (persona, at) => {
      const grade = 3 + rng.int(9);
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(3),
        system: TUTOR,
        prompt: (turn) =>
          turn === 0
            ? `Pupil (year ${grade}): ${stage.prompts.payload(rng, 'reasoning_elicitation')}\nShow the steps.`
            : stage.prompts.ordinary(rng, 'en'),
        params: { temperature: 0.3, max_tokens: 1_500 },
        answer: 700,
      });
    });
  });
});

/** Many people who sign up in the days after a launch was in the news. */
export const launchCrowd = company(
  'people who sign up in the days after a launch was in the news',
  (cast) => {
    const { stage, rng, n } = cast;
    const launch = stage.releases.at(-1)?.at ?? stage.end - 6 * DAY;
    return times(n, () => {
      const sat = seat(cast, {
        pathway: 'console',
        createdAt: Math.min(stage.end - HOUR, launch + rng.exponential(1.6) * DAY),
        record: { payment: undefined, plan: 'free', rpm_limit: 5, verified: 'email' },
      });
      return regular(cast, sat, { clock: 'person', rate: rng.logNormal(0.5, 0.8) }, (persona, at) =>
        chatting(stage, rng, persona, at, languageOf(persona.country)),
      );
    });
  },
);
