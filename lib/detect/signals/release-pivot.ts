import { clamp } from '@/lib/detect/statistics';
import { percent, type Signal } from './signal';

const LEAST = 40;

/** Traffic that moves to a new model within 48 hours of its release. Base rate: the peers' move in the same hours. */
export const releasePivot: Signal = {
  name: 'release-pivot',
  about: 'coordination',
  theme: 'timing',
  evaluate({ world, group, peers }) {
    let best: { model: string; inside: number; usual: number; moved: number; all: number } | null = null;
    for (const release of world.releases) {
      const share = (accounts: readonly number[]) => {
        let [moved, all] = [0, 0];
        for (const account of accounts) {
          const traffic = release.byAccount.get(account);
          moved += traffic?.moved ?? 0;
          all += traffic?.all ?? 0;
        }
        return { moved, all, share: all === 0 ? 0 : moved / all };
      };
      const inside = share(group.members.map(({ account }) => account));
      const outside = share(peers);
      if (inside.all < LEAST || outside.all < LEAST) continue;
      if (!best || inside.share - outside.share > best.inside - best.usual) {
        best = {
          model: release.model,
          inside: inside.share,
          usual: outside.share,
          moved: inside.moved,
          all: inside.all,
        };
      }
    }
    if (!best || best.inside < 0.15 || best.inside < 2 * best.usual) return null;
    return {
      logOdds: clamp(Math.log((best.inside + 0.02) / (best.usual + 0.02)), 0, 2),
      summary: `${percent(best.inside)} of its traffic moved to ${best.model} within 48 hours of its release.`,
      baseline: `Peers moved ${percent(best.usual)}.`,
      details: { ...best },
    };
  },
};
