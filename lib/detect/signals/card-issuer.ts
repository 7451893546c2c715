import { facts } from '@/lib/detect/group';
import { lookupOf } from '@/lib/detect/lookup';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';
import { countHolders, countKnown, tally, viewOf } from './view';

/** Kinds of card that are bought in bulk without a bank account behind them. */
export const ANONYMOUS: ReadonlySet<string> = new Set(['virtual', 'prepaid', 'gift']);

/**
 * One card issuer (BIN, with kind and country) among the group's cards, or mostly virtual and prepaid ones. Base rate: the
 * others' cards in the same data, so a BIN that many customers have says nothing. Source: the September 2026 report (virtual
 * cards), and the hubs measured on Hop sybil data: unweighted BINs join everybody.
 */
export const cardIssuer: Signal = {
  name: 'card-issuer',
  about: 'coordination',
  theme: 'payment',
  evaluate(scene) {
    const { world, others } = scene;
    const { members, held } = viewOf(scene);
    const inside = tally(members, (account) => facts(world, account).paymentBin);
    const { paymentBin, paymentKind } = lookupOf(world).fields;
    const virtual = Uint8Array.from(paymentKind.names, (kind) => (ANONYMOUS.has(kind) ? 1 : 0));
    const anonymous = (accounts: readonly number[]) => ({
      count: countHolders(accounts, paymentKind, virtual),
      known: countKnown(accounts, paymentKind),
    });
    // Where a record names no issuer number, the value holds the kind only: that is no issuer.
    const issuer = held('payment_bin').find(({ value }) => inside.counts.has(value.split(' ')[0] as string));
    const [mine, theirs] = [anonymous(members), anonymous(others)];
    const found = [
      issuer && {
        what: `have one issuer number, ${issuer.value}`,
        count: issuer.inside,
        of: inside.known,
        out: issuer.out,
        outOf: countKnown(others, paymentBin),
        most: 2.5,
      },
      { what: 'are virtual or prepaid', ...split(mine), out: theirs.count, outOf: theirs.known, most: 1 },
    ]
      .flatMap((one) => {
        if (!one || one.count < 4 || one.outOf < 20 || one.count < 0.2 * one.of) return [];
        const { logOdds, p } = contrast(one.count, one.of, one.out, one.outOf);
        const covered = Math.min(1, one.count / members.length / 0.5);
        return [{ ...one, p, weight: clamp(logOdds, 0, one.most) * covered }];
      })
      .sort((a, b) => b.weight - a.weight);
    const best = found[0];
    if (!best || best.weight < 0.3) return null;
    return {
      logOdds: best.weight,
      // People who are billed abroad, or mistrust a shop, buy such cards each for themselves.
      ...(best.most === 1 ? { instructed: true } : {}),
      summary: `${number(best.count)} of the ${number(best.of)} cards known ${best.what}.`,
      baseline: `Of ${number(best.outOf)} cards of other customers, ${number(best.out)} (${percent(best.out / best.outOf)}) ${best.most === 1 ? 'are' : 'have it'}.`,
      details: {
        issuer: best.most === 1 ? null : issuer?.value,
        cards: best.count,
        of: best.of,
        others: best.out,
        others_of: best.outOf,
        chance: best.p,
      },
    };
  },
};

function split({ count, known }: { count: number; known: number }): { count: number; of: number } {
  return { count, of: known };
}
