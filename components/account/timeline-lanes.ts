import { capabilityColor } from '@/components/charts/capability';
import type { TwinTable } from '@/components/charts/chart-frame';
import type { Lane, Mark, Shade, Vertical } from '@/components/charts/lanes/types';
import { count, exact, moment, plural } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { AccountHead, AccountTimeline } from '@/lib/model/console/account';

/** Lanes of their own for so many capabilities when there are more; the others share one. */
const OWN_LANES = 3;
const LONGEST_WORDS = 60;
/** Of a lane of traffic, in px: high enough that short and tall marks are told apart. */
const TRAFFIC_HEIGHT = 40;
/** What a click on one mark means: a sixtieth of the range around it, within these. */
const WINDOW_PART = 60;
const WINDOW_MS = { least: 30_000, most: 3 * 3_600_000 };

interface Group {
  label: string;
  color: string;
  holds: (capability: Capability) => boolean;
}

/** The capabilities an account seeks most, each a lane, and the rest together. */
export function laneGroups(sought: AccountTimeline['sought']): Group[] {
  const ids = sought.map(({ capability }) => capability);
  const own = ids.length <= OWN_LANES + 1 ? ids : ids.slice(0, OWN_LANES);
  const groups: Group[] = own.map((id) => ({
    label: CAPABILITY_WORDS[id].label,
    color: capabilityColor(id),
    holds: (capability) => capability === id,
  }));
  if (own.length < ids.length) {
    groups.push({ label: 'Other', color: 'var(--mark-2)', holds: (capability) => !own.includes(capability) });
  }
  return groups;
}

/** The lanes of one account: what it sought, what stopped it, what was found, what people did. */
export function accountLanes(timeline: AccountTimeline, head: AccountHead): Lane[] {
  const groups = laneGroups(timeline.sought);
  const newest = timeline.models.length - 1;
  const { marks } = timeline;
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  const traffic = groups.map((group): Lane => {
    if (marks) {
      const ticks = marks
        .filter(({ capability }) => group.holds(capability))
        .map(({ at, model }) => ({ t: Date.parse(at), tall: newest > 0 && model === newest }));
      return { kind: 'ticks', label: group.label, color: group.color, height: TRAFFIC_HEIGHT, ticks };
    }
    const sums = new Map<number, number>();
    for (const bucket of timeline.buckets) {
      if (group.holds(bucket.capability)) sums.set(bucket.at, (sums.get(bucket.at) ?? 0) + bucket.exchanges);
    }
    const bars = [...sums].map(([at, value]) => ({
      from: start + at * step,
      to: start + (at + 1) * step,
      value,
    }));
    return { kind: 'bars', label: group.label, color: group.color, height: TRAFFIC_HEIGHT, bars };
  });
  return [
    ...traffic,
    { kind: 'marks', label: 'Limits and bans', marks: eventMarks(timeline, head) },
    {
      kind: 'marks',
      label: 'Detections',
      marks: timeline.detections.map(({ at, text }) => ({
        t: Date.parse(at),
        text: words(text),
        shape: 'diamond',
        tone: 'data',
      })),
    },
    {
      kind: 'marks',
      label: 'Analysts',
      marks: timeline.decisions.map(({ at, kind, actor, campaign }) => ({
        t: Date.parse(at),
        text: words(`${campaign ? `group: ${kind}` : kind}, ${actor}`),
        shape: 'dot',
        tone: 'person',
      })),
    },
  ];
}

const EVENTS: Record<string, { shape: Mark['shape']; tone: Mark['tone']; strong?: boolean; word: string }> = {
  banned: { shape: 'down', tone: 'ban', strong: true, word: 'banned' },
  suspended: { shape: 'down', tone: 'data', strong: true, word: 'suspended' },
  reinstated: { shape: 'up', tone: 'data', strong: true, word: 'reinstated' },
  rate_limited: { shape: 'ring', tone: 'quiet', word: 'at its limit' },
  verified: { shape: 'dot', tone: 'quiet', word: 'verified' },
  payment_changed: { shape: 'dot', tone: 'quiet', word: 'payment changed' },
};

function eventMarks(timeline: AccountTimeline, head: AccountHead): Mark[] {
  const marks = timeline.events.map(({ at, kind, reason, count: n }): Mark => {
    const look = EVENTS[kind] ?? { shape: 'dot' as const, tone: 'quiet' as const, word: kind };
    const times = n > 1 ? `, ${count(n)} times` : '';
    return { t: Date.parse(at), text: words(`${look.word}${times}${reason ? `: ${reason}` : ''}`), ...look };
  });
  const made = head.created_at;
  if (made && made >= timeline.from && made <= timeline.to) {
    marks.unshift({ t: Date.parse(made), text: 'signed up', shape: 'up', tone: 'quiet' });
  }
  return marks;
}

function words(text: string): string {
  const points = Array.from(text);
  return visible(points.length > LONGEST_WORDS ? `${points.slice(0, LONGEST_WORDS).join('')}…` : text);
}

/** Lines through all lanes: when a model came out, when the account was banned. */
export function accountVerticals(timeline: AccountTimeline): Vertical[] {
  return [
    ...timeline.releases.map(
      ({ at, model }): Vertical => ({
        t: Date.parse(at),
        label: `${words(model)} released`,
        tone: 'release',
      }),
    ),
    ...timeline.events
      .filter(({ kind }) => kind === 'banned')
      .map(({ at }): Vertical => ({ t: Date.parse(at), label: 'ban', tone: 'ban' })),
  ];
}

/** The long silence, as far as it lies in the range. */
export function silenceShade(timeline: AccountTimeline, head: AccountHead): Shade[] {
  if (!head.silence) return [];
  const from = Math.max(Date.parse(head.silence.from), Date.parse(timeline.from));
  const to = Math.min(Date.parse(head.silence.to), Date.parse(timeline.to));
  const hours = Math.round((Date.parse(head.silence.to) - Date.parse(head.silence.from)) / 3_600_000);
  return to > from ? [{ from, to, label: `silent ${count(hours)} hours` }] : [];
}

/** Lines for the note at the pointer: the exchange next to it, or the counts of its bucket. */
export function describeAt(timeline: AccountTimeline, t: number): string[] {
  const start = Date.parse(timeline.from);
  const { marks } = timeline;
  if (marks) {
    const near = (Date.parse(timeline.to) - start) / 150;
    const [closest] = marks
      .map((mark) => ({ mark, away: Math.abs(Date.parse(mark.at) - t) }))
      .sort((a, b) => a.away - b.away);
    if (!closest || closest.away > near) return [];
    const { at, capability, model } = closest.mark;
    return [exact(at), CAPABILITY_WORDS[capability].label, words(timeline.models[model] ?? 'unknown model')];
  }
  const step = timeline.bucket_seconds * 1000;
  const index = Math.floor((t - start) / step);
  const here = timeline.buckets.filter(({ at }) => at === index);
  if (here.length === 0) return [];
  return [
    `${moment(start + index * step)}, ${plural(sum(here), 'exchange')}`,
    ...here
      .toSorted((a, b) => b.exchanges - a.exchanges)
      .slice(0, 5)
      .map(({ capability, exchanges }) => `${CAPABILITY_WORDS[capability].label} ${count(exchanges)}`),
  ];
}

/** Where the arrow keys stop: at each exchange, or at the middle of each bucket that holds any; in order. */
export function timelineStops(timeline: AccountTimeline): number[] {
  if (timeline.marks)
    return [...new Set(timeline.marks.map(({ at }) => Date.parse(at)))].sort((a, b) => a - b);
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  return [...new Set(timeline.buckets.map(({ at }) => start + (at + 0.5) * step))].sort((a, b) => a - b);
}

/** The stretch that a chosen moment stands for: its bucket, or the neighbourhood of its mark. */
export function momentWindow(timeline: AccountTimeline, t: number): { from: number; to: number } {
  const [start, end] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  if (!timeline.marks) {
    const step = timeline.bucket_seconds * 1000;
    const from = start + Math.floor((t - start) / step) * step;
    return { from: Math.max(start, from), to: Math.min(end, from + step) };
  }
  const half = Math.min(WINDOW_MS.most, Math.max(WINDOW_MS.least, (end - start) / WINDOW_PART));
  return { from: Math.max(start, t - half), to: Math.min(end, t + half) };
}

function sum(parts: readonly { exchanges: number }[]): number {
  return parts.reduce((total, { exchanges }) => total + exchanges, 0);
}

/** The same figures as a table: exchange by exchange, or by bucket and lane; then everything that happened. */
export function timelineTable(timeline: AccountTimeline, head: AccountHead): TwinTable {
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  const traffic = timeline.marks
    ? timeline.marks.map(({ at, capability, model }) => ({
        t: Date.parse(at),
        row: [exact(at), CAPABILITY_WORDS[capability].label, words(timeline.models[model] ?? ''), '1'],
      }))
    : timeline.buckets.map(({ at, capability, exchanges }) => ({
        t: start + at * step,
        row: [exact(start + at * step), CAPABILITY_WORDS[capability].label, '', count(exchanges)],
      }));
  const marks = accountLanes(timeline, head).flatMap((lane) =>
    lane.kind === 'marks'
      ? lane.marks.map(({ t, text }) => ({ t, row: [exact(t), lane.label, text, ''] }))
      : [],
  );
  return {
    columns: [
      { label: 'Time' },
      { label: 'Lane' },
      { label: 'Model or what happened' },
      { label: 'Exchanges', numeric: true },
    ],
    rows: [...traffic, ...marks].sort((a, b) => a.t - b.t).map(({ row }) => row),
  };
}
