import { harvestPrompt, ReasoningStore } from '@/lib/simulate/harvest';
import { emailShape, ordinaryPayment } from '@/lib/simulate/identity';
import { ask, enrol, type Persona, reasoningHash, sessionId } from '@/lib/simulate/persona';
import { pool } from '@/lib/simulate/pool';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, HOUR, type Stage } from '@/lib/simulate/stage';
import { fill, HARVEST_SYSTEMS, PROBE_BOOK, PROBES } from '@/lib/simulate/text/scaffolds';

interface Options {
  accounts: number;
  perDay: number;
  /** Days before the end of the world. */
  begins: number;
}

/**
 * A small new operator after hidden reasoning: first a few accounts try one technique after the other, most of them
 * refused; then the rest is opened at once and the technique that worked is scaled.
 */
export const probeHarvest: ActorKind<Options> = {
  role: 'operator',
  summary: 'probes for hidden reasoning with a few accounts, then scales what worked',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 8);
    const begin = stage.end - options.begins * DAY;
    const exploit = begin + 1.6 * DAY;
    const block = stage.network.rented('JP');
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((at < exploit ? 0.25 : 1) * n * options.perDay) / 24),
    });
    for (let i = 0; i < n; i++) {
      const scout = i < n / 4;
      const createdAt = Math.floor(
        (scout ? begin - 8 * HOUR : exploit - 2 * HOUR) + rng.between(0, 2 * HOUR),
      );
      const host = block.host(rng);
      const persona = enrol(stage, rng, {
        createdAt,
        country: 'JP',
        pathway: 'api',
        client: 'go',
        place: () => host,
        campaign: name,
        record: {
          plan: 'build',
          rpm_limit: 50,
          email_pattern: emailShape(`${'x'.repeat(6)}_${'y'.repeat(3)}`),
          payment: { ...ordinaryPayment('JP', rng), bin: '471102', kind: 'prepaid' },
        },
      });
      relay.add(persona, createdAt + HOUR / 4);
    }
    const store = new ReasoningStore(500);
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        if (at < exploit) probe(stage, rng, member.persona, at, store);
        else scaled(stage, rng, member.persona, at, store);
      }
    };
  },
};

function probe(stage: Stage, rng: Random, who: Persona, at: number, store: ReasoningStore): void {
  const issued = reasoningHash(rng);
  store.keep(who.id, issued);
  ask(stage, rng, who, at, {
    session: sessionId(rng),
    place: who.place(rng),
    model: 'aster-4',
    system: HARVEST_SYSTEMS.probe,
    prompt: fill(rng.pick(PROBES), { p: stage.prompts.payload(rng, 'reasoning_elicitation') }),
    params: { temperature: rng.pick([0, 0.5, 1]), max_tokens: 2000, thinking_budget: 1024 },
    refs: store.foreign(who.id, 1, rng),
    issued: [issued],
    refused: rng.chance(0.6),
    harvest: true,
  });
}

function scaled(stage: Stage, rng: Random, who: Persona, at: number, store: ReasoningStore): void {
  const issued = reasoningHash(rng);
  store.keep(who.id, issued);
  ask(stage, rng, who, at, {
    session: sessionId(rng),
    place: who.place(rng),
    model: 'aster-4',
    system: HARVEST_SYSTEMS.probe,
    prompt: harvestPrompt(stage, rng, PROBE_BOOK, 'trace_extraction'),
    params: { temperature: 0, max_tokens: 8000, thinking_budget: 1024 },
    refs: store.foreign(who.id, 2, rng),
    issued: [issued],
    answer: 1_200,
    refused: rng.chance(0.08),
    harvest: true,
  });
}
