import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import type { IndicatorKind } from '@/lib/model/indicator';
import { hostingNetwork } from '@/lib/text/hosting';
import { number, percent, type Signal } from './signal';
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

/** Chance, over all values of a kind that members have, below which one counts. */
const LEAST_CHANCE = 0.001;

/**
 * The address block, device, key or client that most of the group shares. Base rate: its share among the others, so that
 * carriers, VPN exits and popular clients weigh next to nothing. Source: February 2026 reports (infrastructure), and the hubs
 * measured on Hop sybil data, where unweighted shared values joined 28,525 of 43,052 accounts.
 */
export const sharedInfrastructure: Signal = {
  name: 'shared-infrastructure',
  about: 'coordination',
  theme: 'infrastructure',
  evaluate(scene) {
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
  },
};

/** A network in which servers stand and hardly any people says so: its sharers are programs. */
function serversOf({ word, value }: { word: string; value: string }): string {
  const name = word === 'network' ? hostingNetwork(value) : null;
  return name === null ? '' : `, where ${name} rents out servers`;
}
