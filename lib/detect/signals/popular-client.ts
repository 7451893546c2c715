import { clientShare } from '@/lib/detect/group';
import { percent, type Signal } from './signal';

/** From this share on, what the accounts have in common is a client. */
const LEAST = 0.6;

/**
 * Everything the accounts share comes with one client: its system prompt, its tools, its parameters. Measured as the share
 * of one pair of system prompt and tool set; operations rotate theirs or send scaffolds without tools. Source: popular
 * harnesses (September 2026 report: harvests hide in them, so it explains content and program only).
 */
export const popularClient: Signal = {
  name: 'popular-client',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const share = clientShare(scene);
    if (share < LEAST) return null;
    return {
      logOdds: -3 * share,
      explains: { themes: ['content', 'program'], share: 0.9 * share },
      summary: `${percent(share)} of these exchanges come through one client, with its system prompt and tools.`,
      baseline: 'All users of a popular client share those, and its parameters, without knowing each other.',
      details: { share, members: scene.group.members.length },
    };
  },
};
