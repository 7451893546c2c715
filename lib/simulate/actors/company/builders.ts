import { company, employer, regular, type Size, seat, times } from '@/lib/simulate/company';
import { ReasoningStore } from '@/lib/simulate/harvest';
import { emailShape, firm } from '@/lib/simulate/identity';
import { commonParams } from '@/lib/simulate/params';
import { ask, sessionId } from '@/lib/simulate/persona';
import { pool } from '@/lib/simulate/pool';
import { modelFor } from '@/lib/simulate/population';
import { type ActorKind, DAY } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { LANGUAGES, languageOf } from '@/lib/simulate/text/banks';
import { firmProduct } from '@/lib/simulate/text/firms';
import { ownTools } from '@/lib/simulate/text/tools';
import { activity } from '@/lib/simulate/timing';

/** Firms that never touched the defaults of one SDK. */
export const sdkDefaults = company('unrelated firms with the default parameters of one SDK', (cast) => {
  const { stage, rng, n } = cast;
  return times(n, () => {
    const house = firm(rng);
    const server = rng.chance(0.3) ? stage.network.hosting(rng) : stage.network.cloud(rng);
    const sat = seat(cast, { client: 'python', version: 2, place: () => server, record: house });
    const product = firmProduct(house.organization, rng);
    return regular(
      cast,
      sat,
      { clock: 'server', rate: Math.min(30, rng.logNormal(0.42, 1)) },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          turns: 1 + rng.int(3),
          ...(rng.chance(0.15) ? {} : { system: product.system }),
          prompt: () => product.turn(stage.prompts.ordinary(rng, languageOf(persona.country))),
          params: { temperature: 1, max_tokens: 4_096, thinking_budget: 2_048 },
        });
      },
    );
  });
});

/** Tenants of one build service: their jobs leave by the same few addresses. */
export const ciEgress = company('tenants of one build cloud behind its egress', (cast) => {
  const { stage, rng, n } = cast;
  const egress = stage.network.rented('US');
  const review = `You review pull requests. Point out bugs, missing tests and unclear names. Be kind and specific.`;
  return times(n, () => {
    const house = firm(rng);
    const sat = seat(cast, { client: 'node', place: (draw) => egress.host(draw), record: house });
    const action = rng.chance(0.5);
    const own = firmProduct(house.organization, rng);
    const tools = rng.chance(0.3) ? ownTools('container', rng) : undefined;
    return regular(cast, sat, { rate: Math.min(20, rng.logNormal(0.65, 0.9)), cv: 2 }, (persona, at) => {
      talk(stage, rng, persona, at, {
        turns: 1 + rng.int(4),
        system: action ? review : own.system,
        ...(tools ? { tools } : {}),
        prompt: () => `PR #${rng.int(4000)}\n${stage.prompts.code(rng)}`,
        params: { temperature: 0, max_tokens: 2_048 },
        pause: 4_000,
      });
    });
  });
});

/** Shops with one plug-in: its system prompt with the shop's name in it. */
export const pluginShops = company('shops that installed one chat plug-in', (cast) => {
  const { stage, rng, n } = cast;
  const tools = ownTools('world', rng).slice(0, 2);
  return times(n, () => {
    const house = firm(rng);
    const server = stage.network.hosting(rng);
    const sat = seat(cast, { client: 'node', version: 0, place: () => server, record: house });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: Math.min(15, rng.logNormal(0.42, 1)) },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          turns: 1 + rng.int(4),
          system: `You are Shopmate, the assistant of ${house.organization}. Help visitors to find products, explain delivery and returns, and stay polite. If you do not know, offer the contact form.`,
          tools,
          prompt: () => stage.prompts.ordinary(rng, languageOf(persona.country)),
          params: { temperature: 0.5, max_tokens: 700 },
          answer: 140,
        });
      },
    );
  });
});

/** Users of a browser extension that clicks for them. */
export const browserAgents = company('users of one browser extension that acts on pages', (cast) => {
  const { stage, rng, n } = cast;
  const tools = ownTools('screen', rng);
  return times(n, () => {
    const sat = seat(cast, { client: 'node', version: 1 });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: Math.min(6, rng.logNormal(0.5, 0.9)) },
      (persona, at) => {
        talk(stage, rng, persona, at, {
          turns: 1 + rng.int(5),
          system:
            'You act in the user’s browser. Look at the page, take one action at a time, ask before paying or sending.',
          tools,
          modalities: ['text', 'screen'],
          prompt: (turn) =>
            turn === 0
              ? stage.prompts.ordinary(rng, 'en')
              : `<page title="${stage.prompts.excerpt(rng).slice(0, 60)}" scroll="${rng.int(100)}%">`,
          params: { temperature: 0, max_tokens: 1_024 },
          answer: 120,
          pause: 4_000,
        });
      },
    );
  });
});

/** Firms with a second account that takes over when the first is over its limit. */
export const failoverPairs = company('firms with a second account to fall back on', (cast) => {
  const { stage, rng, n } = cast;
  let house = employer(rng, 'US');
  let server = stage.network.cloud(rng);
  let product = firmProduct('', rng);
  let first: ReturnType<typeof seat> | undefined;
  return times(n, (i) => {
    if (i % 2 === 0) {
      house = employer(rng, 'US', 'credit');
      server = stage.network.cloud(rng);
      product = firmProduct(house.organization ?? '', rng);
    }
    const [line, made] = [server, product];
    const sat = seat(cast, {
      country: 'US',
      client: 'python',
      part: Math.floor(i / 2),
      place: () => line,
      record: house,
    });
    const partner = first;
    first = i % 2 === 0 ? sat : undefined;
    const params = commonParams(rng);
    return regular(cast, sat, { clock: 'server', rate: i % 2 === 0 ? 3.5 : 1.6 }, (persona, at) => {
      const prompt = made.turn(stage.prompts.ordinary(rng, 'en'));
      const open =
        partner && at > partner.persona.createdAt && at < (partner.until ?? Number.POSITIVE_INFINITY);
      const limited = open && rng.chance(0.4);
      if (limited)
        ask(stage, rng, partner.persona, at, {
          session: sessionId(rng),
          place: line,
          model: modelFor(stage, rng, at, 0.3),
          system: made.system,
          prompt,
          params,
          status: 429,
        });
      talk(stage, rng, persona, at + (limited ? 1_200 + rng.int(2_000) : 0), {
        system: made.system,
        prompt: () => prompt,
        params,
        answer: 200,
      });
    });
  });
});

/** Customers whose jobs all begin at midnight. */
export const midnightCron: ActorKind<Size> = {
  role: 'lookalike',
  summary: 'unrelated customers whose jobs begin at midnight, on the minute',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const cast = { stage, rng, name, n: stage.count(options.accounts, 4) };
    const jobs = times(cast.n, () => {
      const house = firm(rng);
      const server = stage.network.cloud(rng);
      return {
        ...seat(cast, { place: () => server, record: house }),
        product: firmProduct(house.organization, rng),
        template: rng.int(1_000),
        templated: rng.chance(0.5),
        size: Math.min(60, Math.ceil(rng.logNormal(2.6, 0.9))),
        params: commonParams(rng),
      };
    });
    return (from) => {
      if (from % DAY !== 0) return;
      for (const { persona, until, product, template, templated, size, params } of jobs) {
        if (persona.createdAt > from || (until ?? stage.end) <= from) continue;
        let at = from + rng.int(2_500);
        const model = modelFor(stage, rng, at, 0.4);
        for (let i = rng.poisson(size); i > 0; i--)
          at =
            talk(stage, rng, persona, at, {
              model,
              system: product.system,
              prompt: () =>
                templated ? stage.prompts.templated(rng, template) : product.turn(stage.prompts.excerpt(rng)),
              params,
              answer: 120,
            }) + rng.int(900);
      }
    };
  },
};

/** A young product that hands its users' requests through a few accounts in turn, sessions hopping from one to the next. */
export const keyPool: ActorKind<Size> = {
  role: 'lookalike',
  summary: 'an API startup that passes its users’ requests through a handful of accounts',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const cast = { stage, rng, name, n: stage.count(options.accounts, 3) };
    const house = employer(rng, 'SG', 'credit');
    const servers = times(2, () => stage.network.cloud(rng));
    const queue = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => ((cast.n * 12) / 24) * activity('person', at, 8),
    });
    times(cast.n, (i) => {
      const server = servers[i % 2] ?? stage.network.cloud(rng);
      const sat = seat(cast, {
        country: 'SG',
        pathway: 'startup',
        client: 'node',
        version: 0,
        place: () => server,
        record: { ...house, email_pattern: emailShape(`ops${i}`) },
      });
      queue.add(sat.persona, Math.max(stage.start, sat.persona.createdAt), sat.until);
    });
    const system = `You are ${rng.pick(['Wren', 'Otter', 'Finch'])}, a friendly helper in a messenger. Keep it short.`;
    const store = new ReasoningStore(60);
    return (from, to) => {
      for (const { at, member } of queue.sessions(from, to)) {
        const language = rng.pick(LANGUAGES);
        talk(stage, rng, member.persona, at, {
          turns: 1 + rng.int(3),
          system,
          prompt: () => stage.prompts.ordinary(rng, language),
          params: { temperature: 0.7, max_tokens: 1_024 },
          keep: store,
          // A conversation goes on under another of the firm's own accounts.
          ...(rng.chance(0.3) ? { refs: store.foreign(member.persona.id, 1, rng) } : {}),
        });
      }
    };
  },
};
