import type { CaseFile } from '@/lib/export/case/model';
import { visible } from '@/lib/export/report/clean';
import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import { count, day, large, plural, shortDay } from '@/lib/export/report/words';
import { roundUp, textWidth, timeAxis } from './axis';

const DAY = 86_400_000;
const LEFT = 118;
const RIGHT = 664;
const TRAFFIC = 96;
const LANE = 40;

/** Kinds of what happened to members that have a lane, and what it is called. */
const LANES = [
  { name: 'Sign-ups', kinds: ['signed_up'], ink: 'mark' },
  { name: 'Limits reached', kinds: ['rate_limited'], ink: 'soft' },
  { name: 'Bans, suspensions', kinds: ['banned', 'suspended'], ink: 'alarm' },
] as const;

/** Traffic by day, sign-ups, limits and bans under one axis, with the moments of the case above. */
export function timelinePicture(file: CaseFile): Picture {
  const { campaign, traffic, account_events, models } = file;
  const totals = new Map<string, { exchanges: number; harvest: number }>();
  for (const { day: on, exchanges, harvest } of traffic) {
    const sum = totals.get(on) ?? { exchanges: 0, harvest: 0 };
    totals.set(on, { exchanges: sum.exchanges + exchanges, harvest: sum.harvest + harvest });
  }
  const anchors = anchorsOf(file);
  const events = account_events.filter(({ kind }) =>
    LANES.some(({ kinds }) => (kinds as readonly string[]).includes(kind)),
  );
  const starts = [...totals.keys()].map((on) => Date.parse(on));
  const first = Math.min(Date.parse(campaign.first_seen), ...starts);
  // Accounts may be years old: what led up to it is shown as far as half its length before it.
  const last = Math.max(
    Date.parse(campaign.last_seen),
    ...starts.map((t) => t + DAY),
    ...anchors.map(({ at }) => at),
  );
  const reach = first - Math.max(3 * DAY, (last - first) / 2);
  const early = events.map(({ day: on }) => Date.parse(on)).filter((t) => t >= reach);
  const from = Math.floor(Math.min(first, ...early) / DAY) * DAY;
  const to = Math.max(from + DAY, Math.ceil(last / DAY) * DAY);
  const x = (t: number) => LEFT + ((t - from) / (to - from)) * (RIGHT - LEFT);
  const width = Math.max(1, (x(from + DAY) - x(from)) * 0.82);
  const { marks: flags, rows } = flagsOf(anchors, x);
  const top = rows * 13 + 10;
  const lanes = LANES.map((lane) => ({
    ...lane,
    days: byDay(events.filter(({ kind }) => (lane.kinds as readonly string[]).includes(kind))),
  })).filter(({ days }) => days.size > 0);
  const bottom = top + TRAFFIC + lanes.length * LANE;
  const most = roundUp(Math.max(1, ...[...totals.values()].map(({ exchanges }) => exchanges)));
  const height = (n: number) => (n / most) * (TRAFFIC - 14);
  const floor = top + TRAFFIC;
  const marks: Mark[] = [
    ...timeAxis({ from, to }, x, { top, bottom, left: LEFT - 40, right: PICTURE_WIDTH }),
    { mark: 'text', x: 0, y: floor - TRAFFIC / 2, text: 'Exchanges a day', bold: true },
    { mark: 'text', x: 0, y: floor - TRAFFIC / 2 + 14, text: 'dark: harvest', ink: 'quiet', size: 10 },
    {
      mark: 'text',
      x: LEFT - 6,
      y: floor - height(most) + 4,
      text: large(most),
      anchor: 'end',
      ink: 'quiet',
      size: 10,
    },
    { mark: 'line', x1: LEFT, y1: floor - height(most), x2: RIGHT, y2: floor - height(most), ink: 'faint' },
    { mark: 'line', x1: LEFT, y1: floor, x2: RIGHT, y2: floor, ink: 'line' },
  ];
  for (const [on, { exchanges, harvest }] of totals) {
    const left = x(Date.parse(on)) + width * 0.1;
    const all = Math.max(0.5, height(exchanges));
    const dark = Math.min(all, height(harvest));
    if (all > dark)
      marks.push({ mark: 'rect', x: left, y: floor - all, w: width, h: all - dark, ink: 'soft' });
    if (dark > 0) marks.push({ mark: 'rect', x: left, y: floor - dark, w: width, h: dark, ink: 'mark' });
  }
  for (const [i, { name, ink, days }] of lanes.entries()) {
    const base = floor + (i + 1) * LANE;
    const peak = Math.max(...days.values());
    marks.push(
      { mark: 'text', x: 0, y: base - 16, text: name, bold: true },
      { mark: 'text', x: 0, y: base - 3, text: `most of a day: ${count(peak)}`, ink: 'quiet', size: 10 },
      { mark: 'line', x1: LEFT, y1: base, x2: RIGHT, y2: base, ink: 'line' },
    );
    for (const [on, n] of days) {
      const t = Date.parse(on);
      if (t < from) continue;
      const h = Math.max(1.5, (n / peak) * (LANE - 12));
      marks.push({
        mark: 'rect',
        x: x(t) + width * 0.1,
        y: base - h,
        w: width,
        h,
        ink,
        hatched: ink === 'alarm',
      });
    }
  }
  for (const { at, ink } of anchors)
    marks.push({
      mark: 'line',
      x1: x(at),
      y1: top - 4,
      x2: x(at),
      y2: bottom,
      ink,
      dashed: ink !== 'finding',
      width: 1.2,
    });
  const busiest = [...totals].reduce(
    (a, b) => (b[1].exchanges > a[1].exchanges ? b : a),
    ['', { exchanges: 0, harvest: 0 }],
  );
  const before = early.length < events.length ? ' Sign-ups long before are not drawn.' : '';
  return {
    title: `${large(campaign.exchanges)} exchanges, at most ${large(busiest[1].exchanges)} on a day`,
    caption: `By day, UTC, ${day(from)} to ${day(to - 1)}. Each lane has its own scale.${before}`,
    description: `The largest day was ${busiest[0] ? day(busiest[0]) : 'none'} with ${plural(busiest[1].exchanges, 'exchange')}. ${lanes
      .map(
        ({ name, days }) =>
          `${name}: ${count([...days.values()].reduce((a, b) => a + b, 0))} accounts over ${plural(days.size, 'day')}.`,
      )
      .join(' ')} ${anchors.map(({ text, at }) => `${text} on ${day(at)}.`).join(' ')} ${
      models.length === 0
        ? ''
        : `Models: ${models
            .slice(0, 4)
            .map(({ name }) => visible(name, 40))
            .join(', ')}.`
    }`,
    width: PICTURE_WIDTH,
    height: bottom + 20,
    marks: [...marks, ...flags],
  };
}

interface Anchor {
  at: number;
  text: string;
  ink: 'finding' | 'quiet' | 'alarm';
}

function anchorsOf({ campaign, models }: CaseFile): Anchor[] {
  const anchors: Anchor[] = [
    { at: Date.parse(campaign.first_seen), text: 'First seen', ink: 'quiet' },
    { at: Date.parse(campaign.detected_at), text: 'Detected', ink: 'finding' },
  ];
  const decided = campaign.status === 'dismissed' ? 'Dismissed' : 'Decided';
  if (campaign.decided_at)
    anchors.push({ at: Date.parse(campaign.decided_at), text: decided, ink: 'finding' });
  if (campaign.contained_at)
    anchors.push({ at: Date.parse(campaign.contained_at), text: 'Contained', ink: 'finding' });
  for (const { name, released_at } of models.slice(0, 4))
    if (released_at && released_at >= campaign.first_seen && released_at <= campaign.last_seen)
      anchors.push({ at: Date.parse(released_at), text: `${visible(name, 16)} released`, ink: 'quiet' });
  return anchors.sort((a, b) => a.at - b.at);
}

/** The words of the moments on as many rows as they need not to cover one another. */
function flagsOf(anchors: readonly Anchor[], x: (t: number) => number): { marks: Mark[]; rows: number } {
  const ends: number[] = [];
  const placed = anchors.map(({ at, text, ink }) => {
    const label = `${text} ${shortDay(at)}`;
    const width = textWidth(label, 10.5);
    const centre = Math.min(PICTURE_WIDTH - width / 2, Math.max(LEFT, x(at)));
    let row = ends.findIndex((end) => end < centre - width / 2);
    if (row < 0) row = ends.length;
    ends[row] = centre + width / 2 + 6;
    return { label, centre, row, ink };
  });
  return {
    rows: ends.length,
    marks: placed.map(({ label, centre, row, ink }) => ({
      mark: 'text',
      x: centre,
      y: 10 + (ends.length - 1 - row) * 13,
      text: label,
      anchor: 'middle',
      size: 10.5,
      bold: ink === 'finding',
      ink: ink === 'finding' ? 'finding' : 'quiet',
    })),
  };
}

function byDay(events: CaseFile['account_events']): Map<string, number> {
  const days = new Map<string, number>();
  for (const { day: on, accounts } of events) days.set(on, (days.get(on) ?? 0) + accounts);
  return days;
}
