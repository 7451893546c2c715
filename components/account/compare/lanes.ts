import { capabilityColor } from '@/components/charts/capability';
import type { TwinTable } from '@/components/charts/chart-frame';
import type { Lane, Vertical } from '@/components/charts/lanes/types';
import { count, moment, plural } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { AccountComparison } from '@/lib/model/console/compare';
import { LETTERS } from './words';

const LANE = 52;
const LONGEST_ID = 18;

const EVENTS: Record<string, string> = {
  banned: 'banned',
  suspended: 'suspended',
  reinstated: 'reinstated',
  rate_limited: 'at its limit',
  verified: 'verified',
  payment_changed: 'payment changed',
};

/** "A acc_9f3k2m7q", cut to fit beside its lane. */
export function laneName(index: number, id: string): string {
  const points = Array.from(visible(id));
  return `${LETTERS[index] ?? ''}  ${points.length > LONGEST_ID ? `${points.slice(0, LONGEST_ID).join('')}…` : points.join('')}`;
}

/** One lane of traffic an account, stacked by what it sought, and one of what stopped them. */
export function compareLanes({ accounts, timeline }: AccountComparison): Lane[] {
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  const traffic = accounts.map(({ id }, index): Lane => {
    const bars = new Map<number, { key: string; color: string; value: number }[]>();
    for (const { at, capability, exchanges } of timeline.lanes[index] ?? []) {
      const parts = bars.get(at) ?? [];
      parts.push({ key: capability, color: capabilityColor(capability), value: exchanges });
      bars.set(at, parts);
    }
    return {
      kind: 'stack',
      label: laneName(index, id),
      unit: '',
      height: LANE,
      bars: [...bars].map(([at, parts]) => ({ from: start + at * step, to: start + (at + 1) * step, parts })),
    };
  });
  if (timeline.events.length === 0) return traffic;
  return [
    ...traffic,
    {
      kind: 'marks',
      label: 'Limits and bans',
      marks: timeline.events.map(({ account, at, kind, count: n }) => ({
        t: Date.parse(at),
        text: `${LETTERS[account] ?? ''} ${EVENTS[kind] ?? visible(kind)}${n > 1 ? `, ${count(n)} times` : ''}`,
        shape: kind === 'banned' || kind === 'suspended' ? ('down' as const) : ('ring' as const),
        tone: kind === 'banned' ? ('ban' as const) : ('quiet' as const),
        strong: kind === 'banned',
      })),
    },
  ];
}

export function compareVerticals({ timeline }: AccountComparison): Vertical[] {
  return timeline.releases.map(({ at, model }) => ({
    t: Date.parse(at),
    label: `${visible(model).slice(0, 40)} released`,
    tone: 'release',
  }));
}

/** Lines for the note at the pointer: what each account sent in the bucket there. */
export function compareAt({ accounts, timeline }: AccountComparison, t: number): string[] {
  const step = timeline.bucket_seconds * 1000;
  const start = Date.parse(timeline.from);
  const index = Math.floor((t - start) / step);
  const lines = accounts.flatMap((_, i) => {
    const here = (timeline.lanes[i] ?? []).filter(({ at }) => at === index);
    const sum = here.reduce((total, { exchanges }) => total + exchanges, 0);
    const most = here.toSorted((a, b) => b.exchanges - a.exchanges)[0];
    return most
      ? [`${LETTERS[i]} ${count(sum)}, most ${CAPABILITY_WORDS[most.capability].label.toLowerCase()}`]
      : [];
  });
  return lines.length > 0 ? [moment(start + index * step), ...lines] : [];
}

/** The same figures as a table: one column an account. */
export function compareTable({ accounts, timeline }: AccountComparison): TwinTable {
  const step = timeline.bucket_seconds * 1000;
  const start = Date.parse(timeline.from);
  const sums = timeline.lanes.map((lane) => {
    const map = new Map<number, number>();
    for (const { at, exchanges } of lane) map.set(at, (map.get(at) ?? 0) + exchanges);
    return map;
  });
  const buckets = [...new Set(sums.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b);
  const rows = buckets.map((at) => ({
    t: start + at * step,
    row: [moment(start + at * step), ...sums.map((map) => count(map.get(at) ?? 0)), ''],
  }));
  const events = timeline.events.map(({ account, at, kind, count: n }) => ({
    t: Date.parse(at),
    row: [
      moment(at),
      ...accounts.map(() => ''),
      `${LETTERS[account] ?? ''} ${EVENTS[kind] ?? visible(kind)}, ${plural(n, 'time')}`,
    ],
  }));
  return {
    columns: [
      { label: 'Time' },
      ...accounts.map(({ id }, index) => ({ label: laneName(index, id), numeric: true })),
      { label: 'What happened' },
    ],
    rows: [...rows, ...events].sort((a, b) => a.t - b.t).map(({ row }) => row),
  };
}
