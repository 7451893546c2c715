import { hasBit } from '@/lib/model/bits';

/** One shared value with the members that show it. */
export interface Tie {
  kind: string;
  value: string;
  accounts: number;
  logOdds: number;
  members: Uint8Array;
}

/** Members that show the same of the drawn values, as one node. */
export interface GroupNode {
  accounts: number;
  /** Positions of the values among the drawn ones. */
  ties: number[];
  /** 0 at the top to 1 at the bottom. */
  y: number;
}

export interface TieNode {
  /** Position among all ties of the campaign. */
  position: number;
  kind: string;
  value: string;
  accounts: number;
  logOdds: number;
  y: number;
}

/** A collapsed graph: groups of accounts at the left, values at the right, a line where the group shows the value. */
export interface TieGraph {
  groups: GroupNode[];
  ties: TieNode[];
  /** What is not drawn. */
  left_out: { groups: number; accounts: number; ties: number };
}

const MOST_TIES = 24;
const MOST_GROUPS = 40;
const ROUNDS = 12;

/**
 * Collapses the graph of members and values: members that show the same values are one node. Draws the heaviest values and
 * the largest groups, at most 64 nodes, and says what it leaves out. Both sides are ordered by the mean place of their
 * neighbours in turn (barycenter heuristic of Sugiyama, Tagawa and Toda, 1981), from a fixed start, so the same campaign
 * always looks the same.
 */
export function tieGraph(ties: readonly Tie[], members: number): TieGraph {
  const drawn = ties.slice(0, MOST_TIES);
  const groups = new Map<string, { accounts: number; ties: number[] }>();
  for (let member = 0; member < members; member++) {
    const own = drawn.flatMap((tie, i) => (hasBit(tie.members, member) ? [i] : []));
    const name = own.join();
    const held = groups.get(name);
    if (held) held.accounts++;
    else groups.set(name, { accounts: 1, ties: own });
  }
  const all = [...groups.values()].sort(
    (a, b) =>
      b.accounts - a.accounts || b.ties.length - a.ties.length || (a.ties.join() < b.ties.join() ? -1 : 1),
  );
  const tied = all.filter((group) => group.ties.length > 0);
  const shown = tied.slice(0, MOST_GROUPS);
  const { left, right } = ordered(shown, drawn.length);
  return {
    groups: shown.map((group, i) => ({ ...group, y: left[i] as number })),
    ties: drawn.map((tie, i) => ({
      position: i,
      kind: tie.kind,
      value: tie.value,
      accounts: tie.accounts,
      logOdds: tie.logOdds,
      y: right[i] as number,
    })),
    left_out: {
      groups: all.length - shown.length,
      accounts: members - shown.reduce((sum, { accounts }) => sum + accounts, 0),
      ties: ties.length - drawn.length,
    },
  };
}

function ordered(
  groups: readonly { accounts: number; ties: readonly number[] }[],
  ties: number,
): { left: number[]; right: number[] } {
  let left = spread(groups.map((_, i) => i));
  let right = spread(Array.from({ length: ties }, (_, i) => i));
  for (let round = 0; round < ROUNDS; round++) {
    left = spread(
      groups.map((group, i) =>
        mean(
          group.ties.map((tie) => right[tie] as number),
          left[i] as number,
        ),
      ),
    );
    right = spread(
      right.map((own, tie) =>
        mean(
          groups.flatMap((group, i) => (group.ties.includes(tie) ? [left[i] as number] : [])),
          own,
        ),
      ),
    );
  }
  return { left, right };
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((a, b) => a + b, 0) / values.length;
}

/** Places in the order of the values, evenly from 0 to 1. */
function spread(values: readonly number[]): number[] {
  const order = values
    .map((_, i) => i)
    .sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const places = new Array<number>(values.length).fill(0);
  order.forEach((position, place) => {
    places[position] = values.length < 2 ? 0.5 : place / (values.length - 1);
  });
  return places;
}
