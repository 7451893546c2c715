import type { Release } from '@/lib/detect/snapshot';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

const LEAST = 40;
/** Share of an account's traffic in the 48 hours from which it has moved. */
const MOVED = 0.3;

/**
 * Traffic that moves to a new model within 48 hours of its release. Base rate: comparable customers in the same hours, by
 * traffic and by accounts, so that one busy account does not speak for the group. Source: the February 2026 report (nearly
 * half of the traffic within 24 hours). Eager customers move too: they are in the base rate.
 */
export const releasePivot: Signal = {
  name: 'release-pivot',
  about: 'coordination',
  theme: 'timing',
  evaluate(scene) {
    const { members } = viewOf(scene);
    let best: { model: string; weight: number; inside: Move; outside: Move; p: number } | null = null;
    for (const release of scene.world.releases) {
      const inside = moveOf(release, members);
      const outside = moveOf(release, scene.peers);
      if (inside.all < LEAST || outside.all < LEAST || inside.accounts < 4) continue;
      const [share, usual] = [inside.moved / inside.all, outside.moved / outside.all];
      if (share < 0.15 || share < 2 * usual) continue;
      const { logOdds, p } = contrast(inside.movers, inside.accounts, outside.movers, outside.accounts);
      const weight = clamp(Math.log((share + 0.02) / (usual + 0.02)), 0, Math.min(2, logOdds + 0.3));
      if (!best || weight > best.weight) best = { model: release.model, weight, inside, outside, p };
    }
    if (!best || best.weight < 0.2) return null;
    const { model, inside, outside } = best;
    return {
      logOdds: best.weight,
      // Whoever is told to try the new model does.
      instructed: true,
      summary: `Within 48 hours of the release of ${model.slice(0, 60)}, ${percent(inside.moved / inside.all)} of ${number(inside.all)} requests went to it, from ${number(inside.movers)} of the ${number(inside.accounts)} accounts then active.`,
      baseline: `Comparable customers sent ${percent(outside.moved / outside.all)} of theirs; ${number(outside.movers)} of ${number(outside.accounts)} moved as much.`,
      details: { model, inside, outside, chance: best.p },
    };
  },
};

interface Move {
  moved: number;
  all: number;
  accounts: number;
  movers: number;
}

function moveOf({ byAccount }: Release, accounts: readonly number[]): Move {
  const move: Move = { moved: 0, all: 0, accounts: 0, movers: 0 };
  for (const account of accounts) {
    const traffic = byAccount.get(account);
    if (!traffic || traffic.all === 0) continue;
    move.moved += traffic.moved;
    move.all += traffic.all;
    move.accounts++;
    if (traffic.moved >= MOVED * traffic.all) move.movers++;
  }
  return move;
}
