import type { AccountRecord, Pathway } from '@/lib/model/records';
import { INKWELL_PARAMS, INKWELL_SYSTEM } from '@/lib/simulate/actors/popular-harness';
import type { ClientName } from './clients';
import {
  COUNTRIES,
  campusDomain,
  emailShape,
  firm,
  ordinaryPayment,
  phoneHash,
  planOf,
  VIRTUAL_BINS,
} from './identity';
import type { Place } from './network';
import { enrol, type Persona } from './persona';
import { modelFor, openedAt } from './population';
import type { Random } from './random';
import { DAY, HOUR, type Stage } from './stage';
import { talk } from './talk';
import { LANGUAGES, languageOf } from './text/banks';
import { firmProduct } from './text/firms';
import { INKWELL_TOOLS } from './text/tools';
import { followUp } from './text/voice';

export interface CrewOptions {
  campaign: string;
  /** About how many accounts there will be. */
  size: number;
  countries: readonly string[];
  pathways?: readonly (readonly [Pathway, number])[];
  clients?: readonly (readonly [ClientName, number])[];
  /** Accounts to one card; 1 for a card each from few issuers. */
  perCard: number;
  /** Where traffic leaves when nobody hides it. */
  egress: 'rented' | 'cloud' | 'residential';
  /** Whether addresses are made by one rule. */
  patterned?: boolean;
  /** Accounts to one phone number. */
  perPhone?: number;
}

/** An operator's supply of accounts. What they share is up to the operator, and less of it on harder worlds. */
export interface Crew {
  /** Opens one account at a time, or buys one that was opened long before, to be used from that time on. */
  hire(at: number): Persona;
}

export function crew(stage: Stage, rng: Random, options: CrewOptions): Crew {
  const { clean, aged } = stage.difficulty;
  const bin = rng.pick(VIRTUAL_BINS);
  const cards = Array.from({ length: Math.max(2, Math.round(options.size / options.perCard)) }, () => ({
    fingerprint: `pm_${rng.hex(16)}`,
    bin,
    country: options.countries[0],
    kind: 'virtual',
  }));
  const phones = Array.from({ length: Math.max(2, Math.round(options.size / (options.perPhone ?? 1))) }, () =>
    phoneHash(rng),
  );
  const blocks = Array.from({ length: Math.max(2, Math.round(options.size / 40)) }, (_, i) =>
    stage.network.rented(options.countries[i % options.countries.length] as string),
  );
  const throwaway = rng.pick(['quickbox.example', 'tenminute.example', 'dropmail.example']);
  const usual = rng.pick(['mail.example', 'post.example', 'inbox.example']);
  const disposable = { easy: 0.5, middle: 0.2, hard: 0.05 }[stage.difficulty.name];
  const firmsOn = { easy: 0.1, middle: 0.3, hard: 0.5 }[stage.difficulty.name];
  const letters = 4 + rng.int(4);
  const shape = (): string =>
    emailShape(
      rng.pick([
        `${'x'.repeat(letters)}${1000 + rng.int(9000)}`,
        `${'x'.repeat(letters)}.yyyy${10 + rng.int(90)}`,
      ]),
    );
  const mainClient = options.clients ? undefined : rng.pick(['python', 'node', 'go', 'gateway'] as const);
  const mainVersion = rng.int(3);
  let hired = 0;

  function exit(country: string, tidy: boolean): (draw: Random) => Place {
    if (tidy || options.egress === 'residential') {
      const home = stage.network.home(country, rng);
      const steady = tidy && rng.chance(0.6);
      return (draw) => (steady ? home : stage.network.residentialProxy([country], draw));
    }
    if (options.egress === 'cloud') {
      const server = rng.chance(0.4) ? stage.network.hosting(rng) : stage.network.cloud(rng);
      return () => server;
    }
    const host = rng.pick(blocks).host(rng);
    return () => host;
  }

  return {
    hire(at) {
      const i = hired++;
      const tidy = rng.chance(clean);
      const bought = rng.chance(aged);
      const country = tidy ? rng.weighted(COUNTRIES) : rng.pick(options.countries);
      const pathway = rng.weighted<Pathway>(options.pathways ?? [['api', 1]]);
      const verified = rng.weighted<NonNullable<AccountRecord['verified']>>([
        ['email', 40],
        ['phone', 52],
        ['identity', tidy ? 8 : 2],
      ]);
      const academic = pathway === 'education' || pathway === 'research';
      const business =
        pathway === 'startup' ||
        pathway === 'enterprise' ||
        pathway === 'cloud' ||
        (pathway === 'api' && rng.chance(firmsOn));
      const plan = planOf(pathway, rng);
      const billed = plan.plan !== 'free' || rng.chance(0.35);
      const client =
        mainClient && !(tidy && rng.chance(0.6))
          ? mainClient
          : rng.weighted(
              options.clients ??
                ([
                  ['python', 55],
                  ['node', 28],
                  ['go', 10],
                  ['gateway', 7],
                ] as const),
            );
      return enrol(stage, rng, {
        createdAt: Math.floor(bought ? Math.min(at - 3 * HOUR, openedAt(stage, rng)) : at),
        country,
        pathway,
        client,
        ...(tidy ? {} : { version: mainVersion }),
        place: exit(country, tidy),
        campaign: options.campaign,
        record: {
          ...plan,
          verified,
          ...(business ? firm(rng) : {}),
          ...(academic
            ? {
                email_domain: campusDomain(rng),
                ...(rng.chance(0.6)
                  ? { declared_use: rng.pick(['coursework', 'thesis', 'reading group', 'lab course']) }
                  : {}),
              }
            : {
                ...(billed
                  ? { payment: tidy || bought ? ordinaryPayment(country, rng) : cards[i % cards.length] }
                  : {}),
                ...(business || tidy || !options.patterned
                  ? {}
                  : { email_domain: rng.chance(disposable) ? throwaway : usual, email_pattern: shape() }),
              }),
          ...(verified === 'phone' && !tidy ? { phone_hash: phones[i % phones.length] } : {}),
        },
      });
    },
  };
}

/** What one account sends to look like anybody: its own sort of ordinary work. */
export function disguises(stage: Stage, setup: Random): (rng: Random, who: Persona, at: number) => void {
  const products = Array.from({ length: 24 }, (_, i) => firmProduct(`Desk ${setup.hex(3)}${i}`, setup));
  return (rng, who, at) => {
    const kind = who.id.charCodeAt(who.id.length - 1) % 3;
    const product = products[who.id.charCodeAt(who.id.length - 2) % products.length];
    if (kind === 0) coding(stage, rng, who, at);
    else if (kind === 1 && product)
      talk(stage, rng, who, at, {
        system: product.system,
        prompt: () => product.turn(stage.prompts.ordinary(rng, languageOf(who.country))),
        params: { temperature: 0.3, max_tokens: 1_024 },
        answer: 220,
        pause: 20_000,
      });
    else chatting(stage, rng, who, at, rng.chance(0.5) ? languageOf(who.country) : 'en');
  };
}

/** A person who asks this and that. */
export function chatting(
  stage: Stage,
  rng: Random,
  who: Persona,
  at: number,
  language: (typeof LANGUAGES)[number] | 'ru' = rng.pick(LANGUAGES),
): void {
  talk(stage, rng, who, at, {
    turns: 1 + Math.min(8, Math.floor(rng.exponential(1.6))),
    prompt: (turn) => (turn > 0 && rng.chance(0.35) ? followUp(rng) : stage.prompts.ordinary(rng, language)),
    ...(who.apiKey
      ? { params: { temperature: rng.pick([0.3, 0.7, 1]), max_tokens: rng.pick([1_024, 2_048, 4_096]) } }
      : {}),
  });
}

/** Somebody at work with the popular coding tool. */
export function coding(stage: Stage, rng: Random, who: Persona, at: number): void {
  talk(stage, rng, who, at, {
    turns: 1 + Math.min(6, Math.floor(rng.exponential(2))),
    system: INKWELL_SYSTEM,
    tools: INKWELL_TOOLS,
    params: { ...INKWELL_PARAMS },
    prompt: () => stage.prompts.code(rng),
    answer: 420,
  });
}

/** The model of an operator that goes for the newest: half of its traffic leaves within a day of a release. */
export function pivoting(stage: Stage, rng: Random, at: number): string {
  const [newest, before] = stage.modelsAt(at).filter((release) => !release.model.endsWith('-mini'));
  if (!newest || !before) return newest?.model ?? 'aster';
  return rng.chance(0.55 * Math.min(1, (at - newest.at) / (16 * HOUR))) ? newest.model : before.model;
}

/** The model of an operator that does not care: as customers do, never the small one. */
export function steady(stage: Stage, rng: Random, at: number): string {
  return modelFor(stage, rng, at, 0);
}

/** Days before the end of the world as a time. */
export function daysBefore(stage: Stage, days: number): number {
  return Math.floor(stage.end - days * DAY);
}
