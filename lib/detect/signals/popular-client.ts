import { clamp } from '@/lib/detect/statistics';
import { clientOf } from './client';
import { number, percent, plural, type Signal } from './signal';

/** From this share on, what the accounts have in common is a client. */
const LEAST = 0.6;

/** Share of what comes through it that the accounts say alike and its other users do not, from which it explains less, and from which nothing. */
const OWN_WORDING = [0.1, 0.4] as const;

/**
 * Everything the accounts share comes with one client that anybody may have: its system prompt, its tools, its parameters.
 * Base rate: the unrelated accounts that use it, in the same data; where nobody else does, and the accounts have cards,
 * addresses or birthdays in common, it is a container of their own, and says nothing for them. Source: popular harnesses
 * (September 2026 report: harvests hide in them, so it explains content and program only). It does not explain what the accounts send through it
 * alike and its other users do not: a client brings its own words, not theirs.
 */
export const popularClient: Signal = {
  name: 'popular-client',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const client = clientOf(scene);
    if (!client || client.share < LEAST) return null;
    const { share, users, outside, popular, wording } = client;
    const [little, much] = OWN_WORDING;
    const stands = share * popular * (1 - clamp((wording - little) / (much - little), 0, 1));
    if (stands < 0.1) return null;
    return {
      logOdds: -3 * stands,
      explains: { themes: ['content', 'program'], share: 0.9 * stands },
      summary: `${percent(share)} of these exchanges come through one client, with its system prompt and tools; ${
        outside > 0
          ? `${plural(outside, 'unrelated account')} ${outside === 1 ? 'uses' : 'use'} it as well`
          : 'its users have no card, address or time of registration in common'
      }.`,
      baseline: `${number(users)} accounts of the group and ${number(outside)} of ${number(scene.others.length)} others use it: all users of a popular client share its prompts, tools and parameters without knowing each other.`,
      details: { share, users, others: outside, others_total: scene.others.length, own_wording: wording },
    };
  },
};
