import { capabilityColor } from '@/components/charts/capability';
import type { Anchor, Lane, Mark, Vertical } from '@/components/charts/lanes/types';
import { count, duration, moment, plural, spelled } from '@/components/ui/format';
import { initials } from '@/components/ui/initials';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { CampaignHeader, CampaignTimeline } from '@/lib/model/console/campaign';

const HUES = 6;
const MANY = 10;
const SHORT = 34;

/** Lighter than the hue of general harvest, since it is none. */
const REST = 'color-mix(in oklab, var(--mark-2) 60%, var(--surface))';

export interface Layer {
  label: string;
  color: string;
  buckets: readonly number[];
}

/** The largest capabilities of the harvest in the range, largest first; the others are one layer, and what is no harvest lies over all. */
export function layersOf(timeline: CampaignTimeline): Layer[] {
  const sum = (buckets: readonly number[]) => buckets.reduce((total, value) => total + value, 0);
  const ranked = timeline.traffic
    .filter(({ capability }) => capability !== 'general')
    .sort((a, b) => sum(b.buckets) - sum(a.buckets));
  const rest = [
    ...ranked.slice(HUES),
    ...timeline.traffic.filter(({ capability }) => capability === 'general'),
  ];
  const layers: Layer[] = ranked.slice(0, HUES).map(({ capability, buckets }) => ({
    label: CAPABILITY_WORDS[capability].label.toLowerCase(),
    color: capabilityColor(capability),
    buckets,
  }));
  if (rest.length > 0) {
    const length = rest[0]?.buckets.length ?? 0;
    layers.push({
      label: 'other harvest',
      color: capabilityColor('general'),
      buckets: Array.from({ length }, (_, index) =>
        rest.reduce((total, one) => total + (one.buckets[index] ?? 0), 0),
      ),
    });
  }
  if (sum(timeline.rest) > 0) layers.push({ label: 'no harvest', color: REST, buckets: timeline.rest });
  return layers;
}

/** The five lanes of a campaign: traffic by capability, sign-ups, limits and bans, detections, analysts. */
export function campaignLanes(timeline: CampaignTimeline, layers: readonly Layer[]): Lane[] {
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  const span = (index: number) => ({ from: start + index * step, to: start + (index + 1) * step });
  return [
    {
      kind: 'stack',
      label: 'Exchanges',
      unit: `per ${stepWords(timeline.bucket_seconds)}`,
      height: 132,
      ...(timeline.life.per_hour > 0
        ? { baseline: { value: usualOf(timeline), label: `mean of its life ${count(usualOf(timeline))}` } }
        : {}),
      bars: timeline.sign_ups.map((_, index) => ({
        ...span(index),
        parts: layers.map((layer) => ({
          key: layer.label,
          color: layer.color,
          value: layer.buckets[index] ?? 0,
        })),
      })),
    },
    {
      kind: 'bars',
      label: 'Sign-ups',
      unit: 'accounts',
      bars: timeline.sign_ups.map((value, index) => ({ ...span(index), value })),
    },
    {
      kind: 'marks',
      label: 'Limits and bans',
      unit: 'accounts',
      marks: timeline.account_events.map(accountMark),
    },
    {
      kind: 'marks',
      label: 'Detections',
      marks: timeline.events
        .filter((event) => event.actor === null)
        .map((event) => ({ t: Date.parse(event.at), text: shortly(event), shape: 'diamond', tone: 'data' })),
    },
    {
      kind: 'marks',
      label: 'Analysts',
      marks: timeline.events.flatMap((event) =>
        event.actor === null
          ? []
          : [
              {
                t: Date.parse(event.at),
                text: `${spelled(event.kind).toLowerCase()}, ${initials(event.actor)}`,
                shape: 'dot' as const,
                tone: 'person' as const,
              },
            ],
      ),
    },
  ];
}

/** What a bucket would hold if its whole life's traffic came evenly. */
export function usualOf({ life, bucket_seconds }: CampaignTimeline): number {
  const usual = (life.per_hour * bucket_seconds) / 3600;
  return usual < 10 ? Math.round(usual * 10) / 10 : Math.round(usual);
}

function accountMark(event: CampaignTimeline['account_events'][number]): Mark {
  const t = Date.parse(event.at);
  const n = count(event.accounts);
  switch (event.kind) {
    case 'banned':
    case 'suspended':
      return {
        t,
        text: event.accounts >= MANY ? `${n} ${event.kind}, ${moment(t)}` : `${n} ${event.kind}`,
        shape: 'down',
        tone: 'ban',
        strong: event.accounts >= MANY,
      };
    case 'rate_limited':
      return {
        t,
        text: plural(event.accounts, 'limit'),
        shape: 'ring',
        tone: 'data',
        size: Math.min(6, 3 + Math.log10(event.accounts)),
      };
    default:
      return { t, text: `${n} ${spelled(event.kind).toLowerCase()}`, shape: 'ring', tone: 'quiet', size: 3 };
  }
}

const DETECTIONS: Record<string, string> = {
  detected: 'new campaign',
  jumped: 'jump',
  succeeded: 'successors',
  raised_again: 'raised again',
};

/** The sentence of an event where it is short, else what kind it is, with the score it gives. */
function shortly(event: CampaignTimeline['events'][number]): string {
  if (event.summary.length <= SHORT) return event.summary.replace(/\.$/, '');
  const score = /^[01]\.\d+ /.exec(event.summary)?.[0] ?? '';
  return `${score}${DETECTIONS[event.kind] ?? spelled(event.kind).toLowerCase()}`;
}

/** Bans of many accounts and releases, as lines through the lanes. */
export function campaignVerticals(timeline: CampaignTimeline): Vertical[] {
  const bans = timeline.account_events.filter((event) => event.kind === 'banned' && event.accounts >= MANY);
  return [
    ...bans.map((event): Vertical => ({ t: Date.parse(event.at), label: '', tone: 'ban' })),
    ...timeline.releases.map(
      (release): Vertical => ({ t: Date.parse(release.at), label: release.model, tone: 'release' }),
    ),
  ];
}

/** First activity → detection → decision → containment, up to the first that has not happened. */
export function campaignAnchors(campaign: CampaignHeader, now: number): Anchor[] {
  const anchors: Anchor[] = [
    { label: 'First activity', note: moment(campaign.first_seen), t: Date.parse(campaign.first_seen) },
    { label: 'Detection', note: moment(campaign.detected_at), t: Date.parse(campaign.detected_at) },
  ];
  if (!campaign.decided_at) {
    const open = duration(Math.max(0, now - Date.parse(campaign.detected_at)));
    return [...anchors, { label: 'Decision', note: `open for ${open}`, t: null }];
  }
  anchors.push({
    label: campaign.status === 'dismissed' ? 'Dismissed' : 'Decision',
    note: moment(campaign.decided_at),
    t: Date.parse(campaign.decided_at),
  });
  if (campaign.status === 'dismissed' || campaign.status === 'closed') return anchors;
  if (campaign.contained_at) {
    return [
      ...anchors,
      { label: 'Containment', note: moment(campaign.contained_at), t: Date.parse(campaign.contained_at) },
    ];
  }
  const open = duration(Math.max(0, now - Date.parse(campaign.decided_at)));
  return [...anchors, { label: 'Containment', note: `open, ${open} since the decision`, t: null }];
}

/** 3600 → "hour", 21600 → "6 hours", 86400 → "day". */
export function stepWords(seconds: number): string {
  const hours = seconds / 3600;
  if (hours === 24) return 'day';
  if (hours > 24) return hours === 168 ? 'week' : `${Math.round(hours / 24)} days`;
  return hours === 1 ? 'hour' : `${hours} hours`;
}
