import { addressesIn, cidrOf, type Network, parseNetwork } from './network';

/** The lists that firewalls and sensors fetch. */
export const FEEDS = ['addresses', 'networks', 'suricata', 'suricata-categories'] as const;
export type Feed = (typeof FEEDS)[number];

/** The most lines of a list, those that are surest first. */
export const MOST_LINES = 100_000;

/** A value that a campaign was seen to come from. */
export interface FeedValue {
  value: string;
  /** 0 to 100. */
  confidence: number;
  /** From then on it says nothing any more. ISO. */
  until: string;
}

export interface FeedHead {
  organization: string;
  /** The newest state that the list rests on; null when there is none. ISO. */
  cutoff: string | null;
}

interface Listed extends Network {
  confidence: number;
}

/** The category of Suricata's reputation: its number, a short name, and what it is. */
const CATEGORY = [
  1,
  'Distillation',
  'Harvests language models through many accounts; confirmed by people',
] as const;
/** The highest reputation that Suricata knows. */
const HIGHEST_SCORE = 127;

/**
 * A block list as text: comments that say whose it is and as of when, then a line for each entry that has not expired at `now`, the
 * surest first. Suricata's form is that of its IP reputation (iprep): `network,category,score` with scores of 1 to 127. Pure.
 */
export function writeFeed(feed: Feed, values: readonly FeedValue[], head: FeedHead, now: Date): string {
  if (feed === 'suricata-categories')
    return page(head, 'Suricata reputation categories', [CATEGORY.join(',')]);
  const networks = listed(values, now);
  switch (feed) {
    case 'addresses':
      return page(
        head,
        'addresses; networks wider than /24, and of IPv6, stand in the list of networks only',
        addressesOf(networks),
      );
    case 'networks':
      return page(head, 'networks', networks.map(cidrOf));
    case 'suricata':
      return page(
        head,
        'Suricata reputation: network, category, score',
        networks.map((network) => `${cidrOf(network)},${CATEGORY[0]},${scoreOf(network)}`),
      );
  }
}

function page({ organization, cutoff }: FeedHead, what: string, all: Iterable<string>): string {
  const lines = new Set<string>();
  let cut = false;
  for (const line of all) {
    cut = lines.size >= MOST_LINES;
    if (cut) break;
    lines.add(line);
  }
  const head = [
    `Retort: ${what}`,
    `Source: ${organization.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}`,
    `As of: ${cutoff ?? 'nothing is listed yet'}`,
    `Lines: ${lines.size}${cut ? ', the surest of more' : ''}`,
    'Only of campaigns that people confirmed, without what many honest accounts share. Fetch it every hour: entries expire.',
  ];
  return `${[...head.map((line) => `# ${line}`), ...lines].join('\n')}\n`;
}

function* addressesOf(networks: readonly Network[]): Generator<string> {
  for (const network of networks) yield* addressesIn(network);
}

/** Each network once, as sure as its surest source, those that are surest first. */
function listed(values: readonly FeedValue[], now: Date): Listed[] {
  const found = new Map<string, Listed>();
  for (const { value, confidence, until } of values) {
    const network = Date.parse(until) > now.getTime() ? parseNetwork(value) : null;
    if (!network) continue;
    const known = found.get(cidrOf(network));
    if (!known || known.confidence < confidence) found.set(cidrOf(network), { ...network, confidence });
  }
  return [...found.values()].sort((a, b) => b.confidence - a.confidence || (cidrOf(a) < cidrOf(b) ? -1 : 1));
}

function scoreOf({ confidence }: Listed): number {
  return Math.min(HIGHEST_SCORE, Math.max(1, Math.round((confidence / 100) * HIGHEST_SCORE)));
}
