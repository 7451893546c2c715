import { clamp, logLift } from '@/lib/detect/statistics';
import type { IndicatorKind } from '@/lib/model/indicator';
import { number, percent, type Signal } from './signal';

const KINDS: readonly IndicatorKind[] = [
  'address_block',
  'signup_block',
  'device',
  'signup_device',
  'api_key',
  'user_agent',
  'ja4',
  'asn',
];
const WORDS: Partial<Record<IndicatorKind, string>> = {
  address_block: 'address block',
  signup_block: 'sign-up address block',
  device: 'device',
  signup_device: 'sign-up device',
  api_key: 'API key',
  user_agent: 'client',
  ja4: 'TLS fingerprint',
  asn: 'network',
};
/** Clients, TLS libraries and networks are common property: they count less. */
const COMMON: ReadonlySet<IndicatorKind> = new Set(['user_agent', 'ja4', 'asn']);

/** The address block, device, key or client that most of the group shares beyond its share among the others. */
export const sharedInfrastructure: Signal = {
  name: 'shared-infrastructure',
  about: 'coordination',
  theme: 'infrastructure',
  evaluate({ world, group, others }) {
    const members = new Set(group.members.map(({ account }) => account));
    const outside = new Set(others);
    let best: { weight: number; kind: IndicatorKind; value: string; inside: number; out: number } | null =
      null;
    for (const { kind, value, accounts } of world.shared) {
      if (!KINDS.includes(kind) || accounts.length < 4) continue;
      let [inside, out] = [0, 0];
      for (const account of accounts) {
        if (members.has(account)) inside++;
        else if (outside.has(account)) out++;
      }
      if (inside < 4) continue;
      const lift = logLift(inside, members.size, out, others.length);
      if (lift < 1) continue;
      const weight = clamp(lift, 0, COMMON.has(kind) ? 0.6 : 3) * Math.min(1, inside / members.size / 0.5);
      if (!best || weight > best.weight) best = { weight, kind, value, inside, out };
    }
    if (!best || best.weight < 0.3) return null;
    return {
      logOdds: best.weight,
      summary: `${number(best.inside)} of ${number(members.size)} accounts share one ${WORDS[best.kind]}, ${best.value}.`,
      baseline: `${number(best.out)} of ${number(others.length)} other accounts use it (${percent(best.out / Math.max(1, others.length))}).`,
      details: {
        kind: best.kind,
        value: best.value,
        accounts: best.inside,
        members: members.size,
        others: best.out,
        others_total: others.length,
      },
    };
  },
};
