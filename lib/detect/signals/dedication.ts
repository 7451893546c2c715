import { facts } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import { clientOf } from './client';
import { number, percent, type Signal } from './signal';

/** Share of the accounts that carry another harvest as well from which they are a pool's. */
const POOL = 0.5;

/**
 * Accounts that do little else than the harvest speak for it, mixed ones against; resold traffic hides it, so both weigh
 * little. Measured on contributors of popular prompts: people who share one use it a few times among many others.
 */
export const dedication: Signal = {
  name: 'dedication',
  about: 'extraction',
  theme: 'customer',
  evaluate(scene) {
    const { world, group } = scene;
    const shares = group.members.map(
      ({ account, harvest }) => harvest / Math.max(1, facts(world, account).exchanges),
    );
    const typical = quantile(shares, 0.5);
    const details = {
      median_share: typical,
      lower_quartile: quantile(shares, 0.25),
      accounts: shares.length,
    };
    const client = clientOf(scene);
    if (client && client.share >= 0.6 && client.popular >= 0.5) {
      return {
        logOdds: -1.2 * client.popular,
        summary: `${percent(client.share)} of these exchanges come through one client: the prompts in it may be people's own.`,
        baseline: `${number(client.outside)} unrelated accounts use that client; its users send everything through it.`,
        details: { ...details, client_share: client.share, others: client.outside },
      };
    }
    if (typical >= 0.6) {
      return {
        logOdds: 0.8,
        summary: `A typical account of the group does little else: ${percent(typical)} of its exchanges are of this kind.`,
        baseline: 'People who share a popular prompt use it for a few requests among many others.',
        details,
      };
    }
    if (typical > 0.3) return null;
    // What a pool's accounts send besides is its other customers'.
    const own = 1 - clamp((scene.pooled ?? 0) / POOL, 0, 1);
    if (own === 0) return null;
    return {
      logOdds: (typical < 0.1 ? -1.5 : -0.9) * own,
      summary: `${percent(1 - typical)} of what a typical account sends is other traffic.`,
      baseline: 'Some of it may be customers of a reseller, or people who share a prompt.',
      details,
    };
  },
};
