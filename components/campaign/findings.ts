import { rankedShares, type Shares } from '@/components/charts/capability';
import { duration, inWords, percent } from '@/components/ui/format';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { CampaignHeader, CampaignOverview, CampaignPivot } from '@/lib/model/console/campaign';

// The titles of the charts: each a sentence with a number, made from the data and from nothing else.

const NOTABLE = 0.05;

/** "Eleven signals speak for it, three against". */
export function evidenceFinding(evidence: readonly { log_odds: number }[]): string {
  const against = evidence.filter((item) => item.log_odds < 0).length;
  const speakFor = evidence.length - against;
  const opposed = against === 0 ? 'none against' : `${inWords(against).toLowerCase()} against`;
  return `${inWords(speakFor)} ${speakFor === 1 ? 'signal speaks' : 'signals speak'} for it, ${opposed}`;
}

/** Beyond this a ratio says how small a few peers' share is, not how large this one. */
const MOST_TIMES = 99;

/** What the harvest holds more of than the peers': "It asks for reasoning 12 times as often as its peers". */
export function breakdownFinding(shares: Shares, baseline: Shares): string {
  const ranked = rankedShares(shares);
  const largest = ranked[0];
  if (!largest) return 'Nothing has been labelled yet';
  const wanted = ranked
    .filter(
      ({ capability, share }) => capability !== 'general' && share >= Math.max(NOTABLE, largest.share / 3),
    )
    .map((item) => ({ ...item, ratio: item.share / (baseline[item.capability] ?? 0) }))
    .sort((a, b) => b.share - a.share);
  const first = wanted.find(({ ratio }) => ratio >= 1.5);
  if (!first) {
    return `${percent(largest.share)} is ${lower(largest.capability)}, much as among its peers`;
  }
  if (!Number.isFinite(first.ratio)) {
    return `${percent(first.share)} is ${lower(first.capability)}, which its peers never ask for`;
  }
  const { ratio } = first;
  const times =
    ratio > MOST_TIMES ? `over ${MOST_TIMES}` : ratio >= 9.95 ? Math.round(ratio) : ratio.toFixed(1);
  return `It asks for ${lower(first.capability)} ${times} times as often as its peers`;
}

function lower(capability: keyof typeof CAPABILITY_WORDS): string {
  return CAPABILITY_WORDS[capability].label.toLowerCase();
}

type Life = Pick<CampaignHeader, 'first_seen' | 'detected_at' | 'decided_at' | 'contained_at' | 'status'>;

/** How long each step took: "Seen after 2 d 3 h, decided after 6 d, still not contained after 27 d". `now` in ms. */
export function lifeFinding(life: Life, now: number): string {
  const first = Date.parse(life.first_seen);
  const after = (time: string) => duration(Math.max(0, Date.parse(time) - first));
  const seen = `Seen after ${after(life.detected_at)}`;
  const age = duration(Math.max(0, now - first));
  if (!life.decided_at) return `${seen}, not decided after ${age}`;
  const decided = `${seen}, ${life.status === 'dismissed' ? 'dismissed' : 'decided'} after ${after(life.decided_at)}`;
  if (life.status === 'dismissed') return decided;
  if (life.contained_at) return `${decided}, contained after ${after(life.contained_at)}`;
  return life.status === 'closed' ? `${decided}, now closed` : `${decided}, still not contained after ${age}`;
}

/** "48% of its traffic moved to aster-5 in a day; peers moved 9%". */
export function pivotFinding(pivot: CampaignPivot): string {
  const hours =
    Math.max(...pivot.points.filter((point) => point.exchanges > 0).map((point) => point.hour), 0) + 1;
  const within = hours >= 24 ? 'in a day' : `in ${Math.max(1, Math.round(hours))} h`;
  const peers =
    pivot.peers_in_a_day === null
      ? '; nobody else to compare with'
      : `; others moved ${percent(pivot.peers_in_a_day)}`;
  return `${percent(pivot.share_in_a_day)} of its traffic moved to ${pivot.model} ${within}${peers}`;
}

/** Where most accounts enter, and which pathway gained most since what divides the time. */
export function pathwayFinding({ pathways, divide }: Pick<CampaignOverview, 'pathways' | 'divide'>): string {
  const largest = pathways[0];
  if (!largest) return 'No account has been placed yet';
  const total = pathways.reduce((sum, row) => sum + row.accounts, 0);
  const most =
    pathways.length === 1
      ? `All enter by ${pathwayWord(largest.pathway)}`
      : `${percent(largest.accounts / Math.max(1, total))} enter by ${pathwayWord(largest.pathway)}`;
  const gained = pathways
    .map((row) => ({ ...row, gain: (row.since ?? 0) - (row.before ?? 0) }))
    .sort((a, b) => b.gain - a.gain)[0];
  if (!divide || !gained || gained.gain < NOTABLE) return most;
  return `${most}; ${pathwayWord(gained.pathway)} went from ${percent(gained.before ?? 0)} to ${percent(gained.since ?? 0)} after ${divide.what}`;
}

const PATHWAY_WORDS: Record<string, string> = {
  api: 'API',
  startup: 'start-up credits',
  unknown: 'an unknown way',
};

/** A pathway within a sentence. */
export function pathwayWord(pathway: string): string {
  return PATHWAY_WORDS[pathway] ?? pathway.replaceAll('_', ' ');
}

/** A pathway as the name of a row. */
export function pathwayName(pathway: string): string {
  if (pathway === 'unknown') return 'Unknown';
  const word = pathwayWord(pathway);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
