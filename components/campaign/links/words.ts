import { count, inWords, plural } from '@/components/ui/format';
import type { CampaignLink, LinksPicture } from '@/lib/model/console/links';
import { INDICATOR_KINDS, INDICATOR_WORDS } from '@/lib/model/indicator';

/** Share of the accounts that pay with shared cards from which that is the finding. */
const CARDS_MATTER = 0.2;

/** Under which heading a kind stands, in the order of the headings. */
export const LINK_GROUPS: readonly { label: string; kinds: readonly string[] }[] = [
  { label: 'Payment', kinds: ['payment_fingerprint', 'payment_bin'] },
  {
    label: 'Prompts and tools',
    kinds: [
      'scaffold',
      'system_prompt',
      'tool_schema',
      'parameter_vector',
      'reasoning_ref',
      'reasoning_issued',
    ],
  },
  {
    label: 'Sign-up',
    kinds: [
      'email_pattern',
      'email_domain',
      'email_hash',
      'phone_hash',
      'organization',
      'signup_device',
      'signup_block',
      'signup_asn',
      'signup_ja4',
    ],
  },
  { label: 'Network', kinds: ['address_block', 'device', 'api_key', 'user_agent', 'ja4', 'asn', 'session'] },
];

/** Kinds in fewer words than elsewhere, since their value stands beside them. */
const SHORT: Partial<Record<string, string>> = {
  payment_bin: 'Issuer',
  scaffold: 'Scaffold',
  parameter_vector: 'Parameter vector',
};

export function kindWord(kind: string): string {
  const short = SHORT[kind];
  if (short) return short;
  const known = INDICATOR_KINDS.find((word) => word === kind);
  return known ? INDICATOR_WORDS[known] : kind;
}

/** Values under their headings, those of unknown kinds last; headings without any are left out. */
export function grouped(links: readonly CampaignLink[]): { label: string; links: CampaignLink[] }[] {
  const known = new Set(LINK_GROUPS.flatMap(({ kinds }) => kinds));
  return [
    ...LINK_GROUPS.map(({ label, kinds }) => ({
      label,
      links: links.filter(({ kind }) => kinds.includes(kind)),
    })),
    { label: 'Other', links: links.filter(({ kind }) => !known.has(kind)) },
  ].filter((group) => group.links.length > 0);
}

/** So many values of one heading stand there until the others are asked for, and so few more are not worth asking. */
const SHOWN_OF_GROUP = 6;
const NOT_WORTH_FOLDING = 2;

/**
 * Which values of a heading stand there at first, and how many do not: thirty cards that pay for four accounts each would hide
 * everything below them. Those that were chosen always stand.
 */
export function foldedGroup(
  links: readonly CampaignLink[],
  chosen: readonly number[],
): { shown: CampaignLink[]; more: number } {
  if (links.length <= SHOWN_OF_GROUP + NOT_WORTH_FOLDING) return { shown: [...links], more: 0 };
  const shown = links.filter(({ position }, i) => i < SHOWN_OF_GROUP || chosen.includes(position));
  return { shown, more: links.length - shown.length };
}

/** "1 in 210 others", or that nobody else shows it. */
export function rarity(link: CampaignLink, picture: Pick<LinksPicture, 'outside'>): string {
  if (picture.outside === 0) return 'no others';
  if (link.outside === 0) return `none of ${count(picture.outside)}`;
  return `1 in ${count(Math.max(1, Math.round(picture.outside / link.outside)))}`;
}

/** What the members share, as one sentence. */
export function linksFinding({ links, members }: LinksPicture): string {
  const strong = links.filter(({ hub, log_odds }) => !hub && log_odds > 0);
  const best = strong[0];
  if (!best) return 'Its accounts share no value that others do not share as well';
  const cards = strong.filter(({ kind }) => kind === 'payment_fingerprint');
  const paid = cards.reduce((sum, { accounts }) => sum + accounts, 0);
  if (paid >= CARDS_MATTER * members) {
    const most = Math.max(...cards.map(({ accounts }) => accounts));
    return `${inWords(cards.length)} ${cards.length === 1 ? 'card pays' : 'cards pay'} for several accounts, one for ${count(most)} of ${count(members)}`;
  }
  const whom =
    best.accounts === members
      ? `All ${count(members)} accounts`
      : `${plural(best.accounts, 'account')} of ${count(members)}`;
  return `${whom} share one ${kindWord(best.kind).toLowerCase()}${best.outside === 0 ? ' that nobody else shows' : ''}`;
}
