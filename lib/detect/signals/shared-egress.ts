import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/** Unrelated accounts behind a block from which it is a way out that many use, and not a site. */
const LEAST_STRANGERS = 8;
const LEAST_SHARE = 0.3;

/**
 * The address that accounts have in common is a way out for many: a VPN, a carrier's address translation, a cloud, a proxy of
 * a large company. Base rate: unrelated accounts behind the same block, in the same data. Source: hubs measured on Hop
 * sybil data, where leaving them in joined 28,525 of 43,052 accounts, and static block-lists helped little.
 */
export const sharedEgress: Signal = {
  name: 'shared-egress',
  about: 'coordination',
  theme: 'infrastructure',
  evaluate(scene) {
    const { members, held } = viewOf(scene);
    let best: { kind: string; value: string; inside: number; out: number } | null = null;
    for (const [kind, word] of [
      ['address_block', 'address block'],
      ['signup_block', 'sign-up address block'],
    ] as const) {
      for (const { value, inside, out } of held(kind)) {
        if (inside < 3 || inside < LEAST_SHARE * members.length) break;
        // A block in which the group is the crowd is its own, however many strayed into it.
        if (out < Math.max(LEAST_STRANGERS, 0.25 * inside)) continue;
        if (!best || inside > best.inside) best = { kind: word, value, inside, out };
      }
    }
    if (!best) return null;
    const share = best.inside / members.length;
    return {
      logOdds: -0.6 * share,
      explains: { themes: ['infrastructure'], share: 0.9 * share },
      summary: `${number(best.inside)} of ${number(members.length)} accounts have one ${best.kind} in common, ${best.value}, that ${plural(best.out, 'unrelated account')} ${best.out === 1 ? 'uses' : 'use'} as well.`,
      baseline: `${percent(best.out / Math.max(1, scene.others.length))} of ${number(scene.others.length)} other accounts are behind it: the way out of a VPN, a carrier or a cloud looks like this, and says nothing about who sits there.`,
      details: {
        kind: best.kind,
        value: best.value,
        accounts: best.inside,
        members: members.length,
        others: best.out,
        others_total: scene.others.length,
      },
    };
  },
};
