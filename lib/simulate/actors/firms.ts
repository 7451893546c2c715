import { COUNTRIES, firm, ordinaryPayment } from '@/lib/simulate/identity';
import type { Place } from '@/lib/simulate/network';
import { commonParams } from '@/lib/simulate/params';
import { ask, enrol, type Persona, sessionId } from '@/lib/simulate/persona';
import { type Customer, modelFor, openedAt, population } from '@/lib/simulate/population';
import type { Random } from '@/lib/simulate/random';
import type { ActorKind, Stage } from '@/lib/simulate/stage';
import { languageOf } from '@/lib/simulate/text/banks';
import { firmProduct } from '@/lib/simulate/text/firms';
import { FIRM_TOOLS } from '@/lib/simulate/text/tools';
import { clientCv } from '@/lib/simulate/timing';

/** Small firms with a product of their own on the API: one system prompt each, from a rented server, bursty. */
export const firms: ActorKind<{ accounts: number }> = {
  role: 'ordinary',
  summary: 'small firms with a product on the API',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const customers: Customer[] = [];
    // Now and then a firm has a second account, for tests or another product.
    let house: House | undefined;
    for (let i = stage.count(options.accounts); i > 0; i--) {
      if (!house || !rng.chance(0.08)) house = found(stage, rng);
      const { persona, session } = oneFirm(stage, rng, house);
      customers.push({
        persona,
        clock: rng.chance(0.5) ? 'office' : 'server',
        rate: Math.min(60, rng.logNormal(1.1, 1.3)),
        cv: clientCv(stage.timing, rng),
        from: persona.createdAt,
        session,
      });
    }
    return population(stage, rng, customers);
  },
};

interface House {
  country: string;
  organization: string;
  email_domain: string;
  server: Place;
  payment: ReturnType<typeof ordinaryPayment>;
}

function found(stage: Stage, rng: Random): House {
  const country = rng.weighted(COUNTRIES);
  const server = rng.chance(0.25) ? stage.network.hosting(rng) : stage.network.cloud(rng);
  return { country, ...firm(rng), server, payment: ordinaryPayment(country, rng) };
}

function oneFirm(
  stage: Stage,
  rng: Random,
  house: House,
): { persona: Persona; session: (at: number) => void } {
  const { country, organization, email_domain, server, payment } = house;
  const startup = rng.chance(0.15);
  const persona = enrol(stage, rng, {
    createdAt: openedAt(stage, rng),
    country,
    pathway: rng.weighted([
      ['api', 70],
      [startup ? 'startup' : 'api', 15],
      ['cloud', 15],
    ] as const),
    client: rng.weighted([
      ['python', 55],
      ['node', 30],
      ['go', 10],
      ['curl', 5],
    ] as const),
    place: () => server,
    record: {
      plan: rng.weighted([
        ['build', 60],
        ['scale', 25],
        ['pay-as-you-go', 15],
      ]),
      rpm_limit: rng.pick([50, 50, 200, 1000]),
      organization,
      email_domain,
      email_pattern: rng.pick(['aaaa', 'aaaaa.bbbbbb', 'aaa', 'a.bbbbbbb', 'aaaaaa']),
      verified: rng.weighted([
        ['email', 40],
        ['phone', 35],
        ['organization', 25],
      ]),
      payment,
    },
  });
  const product = firmProduct(organization, rng);
  // Every third firm has tools, under names of its own.
  const prefix = email_domain.slice(0, 5);
  const tools = rng.chance(0.35)
    ? [rng.pick(FIRM_TOOLS), rng.pick(FIRM_TOOLS)].map((tool) =>
        typeof tool === 'string' ? tool : { ...tool, name: `${prefix}_${tool.name}` },
      )
    : undefined;
  const simple = {
    temperature: rng.pick([0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]),
    max_tokens: rng.pick([256, 500, 512, 800, 1000, 1024, 1500, 2000, 2048, 4096]),
    ...(rng.chance(0.3) ? { top_p: rng.pick([0.8, 0.9, 0.95]) } : {}),
  };
  const params = stage.even ? commonParams(rng) : simple;
  const material = rng.weighted([
    ['talk', 60],
    ['template', 25],
    ['code', 8],
    ['data', 7],
  ] as const);
  const template = rng.int(1_000);
  const language = languageOf(country);
  const turns = rng.chance(0.3) ? 3 : 1;
  const small = rng.next();
  const text = (): string => {
    if (material === 'template') return stage.prompts.templated(rng, template);
    if (material === 'code') return product.turn(stage.prompts.code(rng));
    return product.turn(
      material === 'data'
        ? stage.prompts.payload(rng, 'data_analysis')
        : stage.prompts.ordinary(rng, language),
    );
  };
  const session = (start: number): void => {
    const id = sessionId(rng);
    const model = modelFor(stage, rng, start, small);
    let at = start;
    for (let turn = 1 + rng.int(turns); turn > 0; turn--) {
      const limited = rng.chance(0.006);
      at += ask(stage, rng, persona, at, {
        session: id,
        place: server,
        model,
        system: product.system,
        prompt: text(),
        params,
        ...(tools ? { tools } : {}),
        ...(limited ? { status: 429 } : {}),
        answer: 220,
      });
      at += Math.round(rng.exponential(20_000));
    }
  };
  return { persona, session };
}
