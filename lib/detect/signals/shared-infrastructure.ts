import type { Scene } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import type { IndicatorKind } from '@/lib/model/indicator';
import { hostingNetwork } from '@/lib/text/hosting';
import { type Sharing, sharingOf } from './sharing';
import { type Finding, number, percent, type Signal } from './signal';
import { viewOf } from './view';

/**
 * Kinds of value, in words, and the most that one of them may say. Clients, TLS libraries and networks are common property:
 * thousands of unrelated customers have the same, so they count little even where they are rare in the data at hand.
 */
const KINDS: readonly (readonly [IndicatorKind, string, number])[] = [
  ['device', 'device', 3],
  ['signup_device', 'sign-up device', 3],
  ['api_key', 'API key', 3],
  ['address_block', 'address block', 3],
  ['signup_block', 'sign-up address block', 3],
  ['user_agent', 'client', 0.6],
  ['ja4', 'TLS fingerprint', 0.6],
  ['asn', 'network', 0.6],
];

/**
 * Kinds of value of which an operation has several and deals them out (farms of devices, phones for verification, hosts), in words,
 * and how many are a pool: a firm or a campus has a few addresses of its own.
 */
const POOLS: readonly (readonly [IndicatorKind, string, number])[] = [
  ['device', 'devices', 2],
  ['signup_device', 'sign-up devices', 2],
  ['api_key', 'API keys', 2],
  ['phone_hash', 'phone numbers', 2],
  ['address_block', 'address blocks', 5],
  ['signup_block', 'sign-up address blocks', 5],
];
/** Accounts at one from which they are no household. */
const LEAST_SHARERS = 3;
/** What a pool says at most. */
const MOST_OF_POOL = 3;
/** Largest share of others that may have a value of the pool: carriers, campuses and exits of a VPN are everybody's. */
const RARE = 0.005;

/** Chance, over all values of a kind that members have, below which one counts. */
const LEAST_CHANCE = 0.001;

/**
 * The address block, device, key or client that most of the group shares, or a pool of them. Base rate: its share among the others, so that
 * carriers, VPN exits and popular clients weigh next to nothing. Source: February 2026 reports (infrastructure), and the hubs
 * measured on Hop sybil data, where unweighted shared values joined 28,525 of 43,052 accounts.
 */
export const sharedInfrastructure: Signal = {
  name: 'shared-infrastructure',
  about: 'coordination',
  theme: 'infrastructure',
  evaluate(scene) {
    const [one, pool] = [oneValue(scene), poolOf(scene)];
    return pool && pool.logOdds > (one?.logOdds ?? 0) ? pool : one;
  },
};

function oneValue(scene: Scene): Finding | null {
  const { members, held } = viewOf(scene);
  const others = scene.others.length;
  let best: { weight: number; word: string; value: string; inside: number; out: number; p: number } | null =
    null;
  for (const [kind, word, most] of KINDS) {
    const values = held(kind);
    for (const { value, inside, out } of values) {
      if (inside < 4) break;
      const { logOdds, p } = contrast(inside, members.length, out, others);
      // The best of many values is not as rare as it looks.
      if (logOdds < 0.7 || p * values.length > LEAST_CHANCE) continue;
      const weight = clamp(logOdds, 0, most) * Math.min(1, inside / members.length / 0.5);
      if (!best || weight > best.weight) best = { weight, word, value, inside, out, p };
    }
  }
  if (!best || best.weight < 0.3) return null;
  return {
    logOdds: best.weight,
    summary: `${number(best.inside)} of ${number(members.length)} accounts use one ${best.word}, ${best.value}${serversOf(best)}.`,
    baseline: `Of ${number(others)} other accounts, ${number(best.out)} (${percent(best.out / Math.max(1, others))}) do.`,
    details: {
      kind: best.word,
      value: best.value,
      accounts: best.inside,
      members: members.length,
      others: best.out,
      others_total: others,
      chance: best.p,
    },
  };
}

/**
 * Several devices, phones or hosts, each for some of the accounts. Base rate: how often two accounts outside the group share a
 * value of the kind that is as rare, as for cards (`sharedPayment`).
 */
function poolOf(scene: Scene): Finding | null {
  const { members, held, sizes } = viewOf(scene);
  const others = scene.others.length;
  const size = members.length;
  let best: {
    logOdds: number;
    words: string;
    values: number;
    accounts: number;
    shared: Sharing;
  } | null = null;
  for (const [kind, words, least] of POOLS) {
    const used = held(kind).filter(({ inside, out }) => inside >= LEAST_SHARERS && out <= RARE * others);
    const accounts = Math.min(
      size,
      used.reduce((sum, { inside }) => sum + inside, 0),
    );
    if (used.length < least || accounts < 4) continue;
    const rare = sizes(kind).filter((sharers) => sharers <= RARE * others);
    const shared = sharingOf(scene, used, accounts, rare);
    const logOdds =
      clamp(shared.odds, 0, Math.min(MOST_OF_POOL, shared.lift)) * shared.coverage * shared.owned;
    if (!best || logOdds > best.logOdds) best = { logOdds, words, values: used.length, accounts, shared };
  }
  if (!best || best.logOdds < 0.3) return null;
  return {
    logOdds: best.logOdds,
    summary: `${number(best.accounts)} of ${number(size)} accounts share ${number(best.values)} ${best.words} among them.`,
    baseline: `Of ${number(others)} other accounts, two taken at random share one in 1 of ${number(1 / best.shared.outside)} cases; ${number(best.shared.others)} others use these.`,
    details: {
      kind: best.words,
      values: best.values,
      accounts: best.accounts,
      members: size,
      others: best.shared.others,
      others_total: others,
      pair_rate_outside: best.shared.outside,
    },
  };
}

/** A network in which servers stand and hardly any people says so: its sharers are programs. */
function serversOf({ word, value }: { word: string; value: string }): string {
  const name = word === 'network' ? hostingNetwork(value) : null;
  return name === null ? '' : `, where ${name} rents out servers`;
}
