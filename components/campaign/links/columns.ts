import type { CampaignLink, LinksPicture } from '@/lib/model/console/links';
import { EVERYWHERE } from './graph';

const MOST_COLUMNS = 8;
const MOST_COMMON = 3;

/** The links of these places, in their order; places without a link are left out. */
export function named(picture: LinksPicture, positions: readonly number[]): CampaignLink[] {
  return positions.flatMap((position) => picture.links.find((link) => link.position === position) ?? []);
}

/**
 * Which values stand beside each account: isolated and pinned ones first, then the heaviest, so that each account shows what
 * ties it to which others. What all show tells no account from another: a few of those say it.
 */
export function columnsOf(
  picture: LinksPicture,
  isolated: readonly number[],
  pinned: readonly number[],
): CampaignLink[] {
  const first = named(picture, [...new Set([...isolated, ...pinned])]);
  const rest = picture.links.filter((link) => !link.hub && !first.includes(link));
  const all = EVERYWHERE * picture.members;
  const common = rest.filter(({ accounts }) => accounts >= all).slice(0, MOST_COMMON);
  const telling = rest.filter(({ accounts }) => accounts < all);
  return [...new Set([...first, ...common, ...telling, ...rest])].slice(
    0,
    Math.max(MOST_COLUMNS, first.length),
  );
}
