import { company, regular, seat, times } from '@/lib/simulate/company';
import { campusDomain, emailShape, firm } from '@/lib/simulate/identity';
import { DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { firmProduct } from '@/lib/simulate/text/firms';

const GRADE =
  'Score the answer from 1 to 10 for correctness, depth and clarity against the guide and justify each score in one sentence.';

/** People who grade for one client at home, let in a few at a time, each with a card and a line of their own. */
export const freelanceRaters = company('freelancers who grade answers with one client’s guide', (cast) => {
  const { stage, rng, n } = cast;
  const waves = times(5, (i) => stage.end - (48 - i * 11) * DAY);
  return times(n, () => {
    const sat = seat(cast, { createdAt: rng.pick(waves) + rng.between(0, 9) * HOUR });
    return regular(
      cast,
      sat,
      { clock: 'office', rate: Math.min(9, rng.logNormal(1.3, 0.9)) },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          prompt: () =>
            `${GRADE}\n\nQuestion: ${stage.prompts.ordinary(rng, 'en')}\n\nAnswer: ${stage.prompts.excerpt(rng)}`,
          params: { temperature: 0, max_tokens: 800 },
          answer: 180,
        });
      },
    );
  });
});

/** A vendor opens accounts for its customers by script, on its card, and all traffic leaves by its server. */
export const vendorClients = company(
  'customers whom a vendor set up on its card behind its server',
  (cast) => {
    const { stage, rng, n } = cast;
    const server = stage.network.hosting(rng);
    const payment = {
      fingerprint: `pm_${rng.hex(16)}`,
      bin: `4594${10 + rng.int(80)}`,
      country: 'DE',
      kind: 'corporate',
    };
    const days = [stage.end - 62 * DAY, stage.end - 33 * DAY, stage.end - 24 * DAY];
    return times(n, () => {
      const practice = firm(rng);
      const sat = seat(cast, {
        country: 'DE',
        client: 'node',
        createdAt: rng.pick(days) + rng.between(0, 10 * 60_000),
        place: () => server,
        record: { ...practice, payment, verified: 'email' },
      });
      return regular(cast, sat, { clock: 'office', rate: rng.logNormal(2.4, 0.7) }, (persona, at) => {
        talk(stage, rng, persona, at, {
          system: `You are the assistant of ${practice.organization}. Keep to the rules of the house.`,
          prompt: () => `Summarize for the file, in order of time: ${stage.prompts.excerpt(rng)}`,
          params: { temperature: 0.2, max_tokens: 1_200 },
        });
      });
    });
  },
);

/** Young firms that moved into one house on one day, with its sponsor's credits; each makes something else. */
export const incubator = company('young firms in one house on one sponsor’s credits', (cast) => {
  const { stage, rng, n } = cast;
  const site = stage.network.site('GB');
  const payment = {
    fingerprint: `pm_${rng.hex(16)}`,
    bin: `4490${10 + rng.int(80)}`,
    country: 'GB',
    kind: 'voucher',
  };
  const day = stage.end - rng.between(15, 25) * DAY;
  return times(n, () => {
    const own = firm(rng);
    const product = firmProduct(own.organization, rng);
    const sat = seat(cast, {
      country: 'GB',
      pathway: 'startup',
      createdAt: day + rng.between(0, 5) * HOUR,
      place: (draw) => site.host(draw),
      record: { ...own, payment },
    });
    const params = { temperature: rng.pick([0, 0.3, 0.7]), max_tokens: rng.pick([500, 1_000, 2_000]) };
    return regular(cast, sat, { clock: 'person', rate: rng.logNormal(3, 0.9) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        system: product.system,
        prompt: () => product.turn(stage.prompts.ordinary(rng, 'en')),
        params,
      });
    });
  });
});

/** Laboratories that share an evaluation script: each with its own card, line and campus. */
export const laboratories = company('laboratories with one evaluation script', (cast) => {
  const { stage, rng, n } = cast;
  const labs = times(Math.max(2, Math.round(n / 5)), () => ({
    line: stage.network.site(rng.pick(['DE', 'GB', 'CA'])),
    domain: campusDomain(rng),
    payment: {
      fingerprint: `pm_${rng.hex(16)}`,
      bin: `5015${10 + rng.int(80)}`,
      country: 'DE',
      kind: 'credit',
    },
  }));
  return times(n, (i) => {
    const lab = labs[i % labs.length] as (typeof labs)[number];
    const sat = seat(cast, {
      country: 'DE',
      client: 'python',
      part: i % labs.length,
      place: (draw) => lab.line.host(draw),
      record: {
        email_domain: lab.domain,
        email_pattern: emailShape(`lab${i}`),
        payment: lab.payment,
        declared_use: 'evaluation of reasoning',
        verified: rng.chance(0.4) ? 'organization' : 'email',
      },
    });
    return regular(cast, sat, { clock: 'server', rate: rng.logNormal(5, 0.5) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        prompt: () =>
          `Compare answers A and B by accuracy, helpfulness and tone; give the better one and a score for each.\nTask: ${stage.prompts.payload(rng, 'rubric_grading')}\nA: ${stage.prompts.excerpt(rng)}\nB: ${stage.prompts.excerpt(rng)}`,
        params: { temperature: 0, max_tokens: 2_048, thinking_budget: 2_048 },
        answer: 240,
      });
    });
  });
});

/** A firm that never gave its name: one card, one line, one mail domain; a few of its people share a template. */
export const namelessFirm = company('a firm without a name of whom a few use one template', (cast) => {
  const { stage, rng, n } = cast;
  const office = stage.network.site('GB');
  const record = {
    email_domain: `${rng.hex(5)}care.example`,
    payment: {
      fingerprint: `pm_${rng.hex(16)}`,
      bin: `4553${10 + rng.int(80)}`,
      country: 'GB',
      kind: 'corporate',
    },
    verified: 'email' as const,
  };
  return times(n, (i) => {
    const sat = seat(cast, {
      country: 'GB',
      client: 'python',
      place: (draw) => office.host(draw),
      record: { ...record, email_pattern: emailShape(`${'x'.repeat(4)}.${'y'.repeat(4 + (i % 3))}`) },
    });
    const grades = i < Math.max(4, n / 7);
    return regular(cast, sat, { clock: 'office', rate: rng.logNormal(0.7, 0.6) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        prompt: () =>
          grades && rng.chance(0.7)
            ? `Rate the reply of a colleague from 1 to 5 for tone and for facts, and say what to change.\n${stage.prompts.excerpt(rng)}`
            : stage.prompts.ordinary(rng, 'en'),
        params: { temperature: 0.2, max_tokens: 600 },
      });
    });
  });
});

/** Branches with a card and a line each and the head office's app. */
export const franchise = company('branches with a card each and one app of the head office', (cast) => {
  const { stage, rng, n } = cast;
  const domain = `${rng.hex(6)}-bakery.example`;
  const openings = [stage.end - 95 * DAY, stage.end - 64 * DAY, stage.end - 29 * DAY];
  return times(n, (i) => {
    const sat = seat(cast, {
      country: 'FR',
      client: 'node',
      createdAt: rng.pick(openings) + rng.between(0, 3) * HOUR,
      record: { email_domain: domain, email_pattern: emailShape(`shop${10 + (i % 80)}`), verified: 'phone' },
    });
    return regular(cast, sat, { clock: 'person', rate: rng.logNormal(1, 0.7) }, (persona, at) => {
      talk(stage, rng, persona, at, {
        system: 'You help the counter staff of a bakery. Be brief and kind.',
        prompt: () =>
          `Reply to the guest, politely, in three sentences: ${stage.prompts.ordinary(rng, 'en')}`,
        params: { temperature: 0.5, max_tokens: 900 },
        answer: 120,
      });
    });
  });
});
