import { company, employer, regular, seat, times } from '@/lib/simulate/company';
import { chatting, coding } from '@/lib/simulate/crew';
import { emailShape, firm } from '@/lib/simulate/identity';
import { commonParams } from '@/lib/simulate/params';
import { DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { firmProduct } from '@/lib/simulate/text/firms';
import { political } from '@/lib/simulate/text/matter';

/** A company that gives everybody an account on one day. */
export const seatRollout = company('a company that opens all of its seats on one day', (cast) => {
  const { stage, rng, n } = cast;
  const house = employer(rng, 'FR');
  const office = stage.network.site('FR');
  const day = Math.floor((stage.end - rng.between(10, 26) * DAY) / DAY) * DAY + 8 * HOUR;
  return times(n, () => {
    const home = stage.network.home('FR', rng);
    const sat = seat(cast, {
      country: 'FR',
      pathway: 'enterprise',
      client: rng.chance(0.35) ? 'harness' : 'web',
      createdAt: day + rng.between(0, 40 * 60_000),
      place: (draw) => (draw.chance(0.7) ? office.host(draw) : home),
      record: {
        ...house,
        signup_ip: office.host(rng).ip,
        signup_asn: office.asn,
        email_pattern: emailShape(`${'x'.repeat(3 + rng.int(5))}.${'y'.repeat(4 + rng.int(6))}`),
      },
    });
    const codes = sat.persona.client === 'harness';
    return regular(cast, sat, { rate: rng.logNormal(0.8, 0.8) }, (persona, at) =>
      codes ? coding(stage, rng, persona, at) : chatting(stage, rng, persona, at, rng.pick(['fr', 'en'])),
    );
  });
});

/** An agency that pays for its clients' accounts with its own card. */
export const agency = company('an agency whose card pays for many clients’ accounts', (cast) => {
  const { stage, rng, n } = cast;
  const { payment } = employer(rng, 'GB', 'credit');
  const server = stage.network.hosting(rng);
  return times(n, () => {
    const client = firm(rng);
    const own = stage.network.cloud(rng);
    const ours = rng.chance(0.6);
    const sat = seat(cast, {
      country: 'GB',
      place: () => (ours ? server : own),
      record: { ...(rng.chance(0.5) ? client : {}), payment, verified: 'email' },
    });
    const product = firmProduct(client.organization, rng);
    const params = commonParams(rng);
    return regular(cast, sat, { clock: 'server', rate: rng.logNormal(1, 0.9) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(3),
        system: product.system,
        prompt: () => product.turn(stage.prompts.ordinary(rng, 'en')),
        params,
        answer: 220,
      });
    });
  });
});

/** Agents of a service firm who answer for a handful of brands, each with its own form, round the clock. */
export const supportOutsourcer = company('a support outsourcer with one form for each brand', (cast) => {
  const { stage, rng, n } = cast;
  const house = employer(rng, 'PL', 'invoice');
  const office = stage.network.site('PL');
  const brands = times(5, () => {
    const name = firm(rng).organization;
    return {
      system: `Draft replies for ${name}. Friendly, no promises, sign as the ${name} team.`,
      form: `Brand: ${name}\nTicket {n}\nCustomer wrote:\n{p}\n\nAgent note: {a}\n\nDraft reply:`,
    };
  });
  return times(n, (i) => {
    const sat = seat(cast, {
      country: 'PL',
      client: 'node',
      version: 1,
      place: (draw) => office.host(draw),
      record: { ...house, email_pattern: emailShape(`agent${i}`), declared_use: 'customer support' },
    });
    const brand = rng.pick(brands);
    return regular(
      cast,
      sat,
      { clock: i % 3 === 0 ? 'server' : 'office', rate: 7, cv: 0.9 },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          system: brand.system,
          prompt: () =>
            brand.form
              .replace('{n}', String(rng.int(90_000)))
              .replace('{p}', () => stage.prompts.ordinary(rng, 'en'))
              .replace('{a}', () =>
                rng.pick(['refund ok', 'no refund', 'ask for photo', 'send manual', 'be kind', 'escalated']),
              ),
          params: { temperature: 0.4, max_tokens: 600 },
          answer: 160,
        });
      },
    );
  });
});

const TONGUES = [
  'German',
  'Polish',
  'Korean',
  'Brazilian Portuguese',
  'Dutch',
  'Swedish',
  'Arabic',
  'Japanese',
];

/** A bureau that translates in volume with one instruction. */
export const translationBureau = company(
  'a translation bureau with one instruction around every text',
  (cast) => {
    const { stage, rng, n } = cast;
    const house = employer(rng, 'DE');
    const office = stage.network.site('DE');
    return times(n, (i) => {
      const sat = seat(cast, {
        country: 'DE',
        client: 'python',
        place: (draw) => office.host(draw),
        record: { ...house, email_pattern: emailShape(`mt${i}`) },
      });
      return regular(cast, sat, { rate: 17, cv: 1.2 }, (persona, at) => {
        const order = `${String.fromCharCode(65 + rng.int(26))}-${rng.int(9000)}`;
        talk(stage, rng, persona, at, {
          system:
            'You are a professional translator. Keep terminology, numbers and line breaks. Output the translation only.',
          prompt: () =>
            `Order ${order}. Translate into ${rng.pick(TONGUES)}, register: ${rng.pick(['formal', 'marketing', 'legal', 'plain'])}.\n\n${stage.prompts.excerpt(rng)} ${stage.prompts.excerpt(rng)}`,
          params: { temperature: 0, max_tokens: 4_096 },
          answer: 300,
        });
      });
    });
  },
);

/** Newspapers that work on sensitive politics. */
export const journalists = company('journalists of a few papers on sensitive politics', (cast) => {
  const { stage, rng, n } = cast;
  const papers = times(4, () => ({ house: employer(rng, 'GB'), line: stage.network.site('GB') }));
  return times(n, (i) => {
    const paper = papers[i % papers.length] as (typeof papers)[number];
    const home = stage.network.home('GB', rng);
    const sat = seat(cast, {
      country: 'GB',
      pathway: rng.chance(0.7) ? 'console' : 'api',
      part: i % papers.length,
      place: (draw) => (draw.chance(0.5) ? paper.line.host(draw) : home),
      record: { ...paper.house, ...(rng.chance(0.5) ? { declared_use: 'journalism' } : {}) },
    });
    return regular(cast, sat, { rate: rng.logNormal(1.6, 0.6) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(4),
        prompt: () => {
          const question = political(rng, 'en');
          return rng.pick([
            question,
            `${question} Give sources and what each side says.`,
            `Rewrite this paragraph so that it is neutral and fair:\n${stage.prompts.excerpt(rng)}\nIt is about this: ${question}`,
            `Questions for an interview on this: ${question} ${stage.prompts.excerpt(rng)}`,
            stage.prompts.ordinary(rng, 'en'),
          ]);
        },
      });
    });
  });
});

/** A studio that has the lines of its characters written. */
export const gameStudio = company('a game studio that generates dialogue in bulk', (cast) => {
  const { stage, rng, n } = cast;
  const house = employer(rng, 'CA');
  const server = stage.network.cloud(rng);
  return times(n, (i) => {
    const sat = seat(cast, {
      country: 'CA',
      client: 'python',
      place: () => server,
      record: { ...house, email_pattern: emailShape(`build${i}`) },
    });
    return regular(cast, sat, { clock: 'server', rate: 16, cv: 1.6 }, (persona, at) => {
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(2),
        system:
          'You write dialogue for a role-playing game set in a flooded city. Stay in the voice of each character.',
        prompt: () =>
          `Scene ${rng.int(900)}. Write ${2 + rng.int(8)} exchanges between ${rng.pick(['Marrow', 'Sister Eel', 'the Bailiff', 'Tam', 'old Vesper'])} and the player. Mood: ${rng.pick(['wary', 'tender', 'mocking', 'afraid'])}. What they know: ${stage.prompts.excerpt(rng)}\nReturn JSON: [{"speaker", "line"}].`,
        params: { temperature: 0.9, max_tokens: 1_500 },
        answer: 500,
      });
    });
  });
});
