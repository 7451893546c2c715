import type { TwinTable } from '@/components/charts/chart-frame';
import { textWidth } from '@/components/charts/lanes/layout';
import { count, day, percent } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { CapabilityPivots } from '@/lib/model/console/capability';

type Pivot = CapabilityPivots['items'][number];

/** The title of the plot: who moved most in the day after the last release, beside the peers' median. */
export function pivotsFinding({ items }: CapabilityPivots): string {
  const last = items.find(({ campaigns }) => campaigns.length > 0);
  if (items.length === 0) return 'No model came out in this range';
  if (!last) return 'No campaign was at work in the day after a release';
  const top = last.campaigns[0];
  if (!top || top.share < 0.005) return `No campaign used ${visible(last.model)} in its first day`;
  const peers = last.peers ? `; the median of its peers is ${percent(last.peers.median)}` : '';
  return `${visible(top.title)} moved ${percent(top.share)} to ${visible(last.model)} within a day${peers}`;
}

/** Where the axis ends: the next ten percent over what is shown. */
export function axisEnd({ items }: CapabilityPivots): number {
  const shares = items.flatMap(({ campaigns, peers }) => [
    ...campaigns.map(({ share }) => share),
    peers?.high ?? 0,
  ]);
  return Math.max(0.2, Math.ceil(Math.max(0, ...shares) * 10 - 1e-9) / 10);
}

export interface NamedDot {
  id: string;
  x: number;
  text: string;
  /** The furthest: what the eye should find. */
  first: boolean;
}

const GAP = 10;

/** Names for the dots furthest to the right, as many as stand beside each other without touching. */
export function namedDots(
  pivot: Pivot,
  x: (share: number) => number,
  left: number,
  right: number,
): NamedDot[] {
  const named: NamedDot[] = [];
  const taken: [number, number][] = [];
  for (const { id, title, share } of pivot.campaigns.slice(0, 6)) {
    if (share < 0.02) break;
    const text = `${visible(title)} ${percent(share)}`;
    const half = textWidth(text) / 2;
    const middle = Math.min(Math.max(x(share), left + half), right - half);
    if (taken.some(([from, to]) => middle - half < to + GAP && middle + half > from - GAP)) continue;
    taken.push([middle - half, middle + half]);
    named.push({ id, x: middle, text, first: named.length === 0 });
  }
  return named;
}

export function pivotsTable({ items }: CapabilityPivots): TwinTable {
  return {
    columns: [
      { label: 'Model' },
      { label: 'Released' },
      { label: 'Who' },
      { label: 'Exchanges', numeric: true },
      { label: 'Share in 24 h, %', numeric: true },
    ],
    rows: items.flatMap(({ model, released_at, campaigns, peers }) => [
      ...campaigns.map(({ title, exchanges, share }) => [
        visible(model),
        day(released_at),
        visible(title),
        count(exchanges),
        (share * 100).toFixed(0),
      ]),
      ...(peers
        ? [
            [
              visible(model),
              day(released_at),
              `Median of ${count(peers.accounts)} other accounts (middle 80%: ${percent(peers.low)} to ${percent(peers.high)})`,
              '',
              (peers.median * 100).toFixed(0),
            ],
          ]
        : []),
    ]),
  };
}
