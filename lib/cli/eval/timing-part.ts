import { median } from '@/lib/detect/evaluate';
import { many, SINCE, type Spec, sceneFor } from '@/lib/detect/fixture';
import { SIGNALS } from '@/lib/detect/signals';
import { sample } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import { random } from '@/lib/simulate/random';
import type { ClientWindow } from './data';

export interface TimingPart {
  clients: number;
  /** Windows with enough requests to tell how regular they are. */
  windows: number;
  /** Regularity alone: shares of windows below a coefficient of variation, and of clients whose median is below 0.5. */
  windows_below_half: number;
  windows_below_third: number;
  clients_below_half: number;
  /** Groups of honest clients that a signal of timing would count as evidence for coordination. */
  groups: { drawn: string; size: number; groups: number; marked: Record<string, number> }[];
}

/** A finding from here counts as a kind of evidence for coordination. */
const COUNTS = 0.8;
const WINDOW = 600;
const DAY = 86_400;
/** Requests in a window from which its variation means something. */
const LEAST_REQUESTS = 50;
/** How long the clients' day is played on, each day drawn anew. */
const DAYS = 7;
/** Sessions a day of the client in the middle; all clients are thinned alike, so their shares stay as they are. */
const SESSIONS = 24;
/** Groups drawn of each size and kind. */
const DRAWS = 200;
const SIZES = [8, 24] as const;
const SEED = 7;

/**
 * How often the signals of timing speak against clients that have nothing to do with each other: real clients' rates and
 * burstiness, window by window, drawn into random groups, and into groups of clients that send about equally much.
 */
export function timingPart(windows: readonly ClientWindow[], draws = DRAWS): TimingPart {
  const byClient = new Map<string, ClientWindow[]>();
  for (const window of windows) {
    const known = byClient.get(window.client);
    if (known) known.push(window);
    else byClient.set(window.client, [window]);
  }
  const clients = [...byClient.values()];
  const known = windows.map(variationOf).filter((cv) => cv !== null);
  const measured = clients.map((own) => median(own.map(variationOf))).filter((cv) => cv !== null);
  const starts = playClients(clients);
  return {
    clients: clients.length,
    windows: known.length,
    windows_below_half: shareBelow(known, 0.5),
    windows_below_third: shareBelow(known, 0.3),
    clients_below_half: shareBelow(measured, 0.5),
    groups: SIZES.filter((size) => size * 2 <= starts.length).flatMap((size) => [
      {
        drawn: 'at random',
        size,
        groups: draws,
        marked: markedGroups(starts, atRandom(starts, size, draws)),
      },
      {
        drawn: 'alike in volume',
        size,
        groups: draws,
        marked: markedGroups(starts, alike(starts, size, draws)),
      },
    ]),
  };
}

/** Coefficient of variation between requests; null where there were too few to tell. */
function variationOf({ rate, cv }: ClientWindow): number | null {
  return rate * WINDOW >= LEAST_REQUESTS ? cv : null;
}

/** Session starts of each client, in seconds; clients with too few to judge are left out. */
function playClients(clients: readonly (readonly ClientWindow[])[]): number[][] {
  const perDay = clients.map((own) => own.reduce((sum, { rate }) => sum + rate * WINDOW, 0));
  const kept = Math.min(1, SESSIONS / Math.max(1, median(perDay) ?? 1));
  return clients
    .map((own, i) => {
      const rng = random(`${SEED}/${i}`);
      const starts: number[] = [];
      for (let day = 0; day < DAYS; day++) {
        for (const window of own) {
          const { at, rate } = window;
          if (rate <= 0) continue;
          const variation = Math.max(0.05, variationOf(window) ?? 1);
          const begin = day * DAY + (at % DAY);
          // A client keeps its burstiness within the window, and starts anew in each.
          let time = rng.next() / rate;
          while (time < WINDOW) {
            if (rng.chance(kept)) starts.push(Math.floor(begin + time));
            time += rng.gamma(1 / rate, variation);
          }
        }
      }
      return starts.sort((a, b) => a - b);
    })
    .filter((starts) => starts.length >= 3 * DAYS);
}

function atRandom(starts: readonly number[][], size: number, draws: number): number[][] {
  const draw = seeded(size);
  const all = starts.map((_, i) => i);
  return Array.from({ length: draws }, () => sample(all, size, draw));
}

/** Groups of neighbours in order of volume. */
function alike(starts: readonly number[][], size: number, draws: number): number[][] {
  const draw = seeded(size + 1);
  const ordered = starts.map((_, i) => i).sort((a, b) => (starts[a]?.length ?? 0) - (starts[b]?.length ?? 0));
  return Array.from({ length: draws }, () => {
    const from = Math.floor(draw() * (ordered.length - size + 1));
    return ordered.slice(from, from + size);
  });
}

/** Of the groups, how many each signal of timing marks. */
function markedGroups(
  starts: readonly number[][],
  groups: readonly (readonly number[])[],
): Record<string, number> {
  const signals = SIGNALS.filter(({ theme, about }) => theme === 'timing' && about === 'coordination');
  const marked: Record<string, number> = Object.fromEntries(signals.map(({ name }) => [name, 0]));
  for (const group of groups) {
    const inside = new Set(group);
    const others = starts.map((_, i) => i).filter((i) => !inside.has(i));
    const scene = sceneFor(
      [...clientsOf('drawn', group, starts), ...clientsOf('other', others, starts)],
      'drawn',
      { families: ['harvest'] },
    );
    for (const { name, evaluate } of signals) {
      if ((evaluate(scene)?.logOdds ?? 0) >= COUNTS) marked[name] = (marked[name] ?? 0) + 1;
    }
  }
  return marked;
}

function clientsOf(prefix: string, members: readonly number[], starts: readonly number[][]): Spec[] {
  return many(members.length, prefix, (i) => {
    const own = starts[members[i] as number] ?? [];
    return {
      sends: [{ family: prefix === 'drawn' ? 'harvest' : undefined, n: own.length }],
      facts: {
        sessions: own.length,
        days: DAYS,
        first: SINCE + (own[0] ?? 0) * 1000,
        last: SINCE + (own.at(-1) ?? 0) * 1000,
      },
      starts: own,
    };
  });
}

function shareBelow(values: readonly number[], bar: number): number {
  return values.length === 0 ? 0 : values.filter((value) => value < bar).length / values.length;
}
