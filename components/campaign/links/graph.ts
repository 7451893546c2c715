import type { LinksPicture } from '@/lib/model/console/links';

type Graph = LinksPicture['graph'];
type Tie = Graph['ties'][number];
type Group = Graph['groups'][number];

/** Share of the accounts from which a value tells no group from another. */
export const EVERYWHERE = 0.9;

/** What of the graph is drawn, and what is said in words because its lines would hide all others. */
export interface DrawnGraph {
  /** Groups with the positions of the drawn values they show. Both sides go from 0 at the top to 1 at the bottom. */
  groups: Group[];
  ties: Tie[];
  /** Values that nearly all drawn accounts show. */
  everywhere: Tie[];
}

/**
 * Takes the values that nearly all accounts show out of the drawing, and makes groups one that differ in nothing else. The
 * order of both sides is that of the worker's layout; what is left takes the room.
 */
export function drawnGraph({ groups, ties }: Graph): DrawnGraph {
  const all = groups.reduce((sum, { accounts }) => sum + accounts, 0);
  const shownBy = (i: number) =>
    groups.reduce((sum, group) => sum + (group.ties.includes(i) ? group.accounts : 0), 0);
  const common = new Set(
    groups.length < 2 ? [] : ties.flatMap((_, i) => (shownBy(i) >= EVERYWHERE * all ? [i] : [])),
  );
  const drawn = spread(ties.filter((_, i) => !common.has(i)));
  const merged = new Map<string, Group>();
  for (const group of [...groups].sort((a, b) => b.accounts - a.accounts)) {
    const rest = group.ties.flatMap((i) => (common.has(i) ? [] : (ties[i]?.position ?? [])));
    const same = merged.get(rest.join());
    if (same) same.accounts += group.accounts;
    else merged.set(rest.join(), { ...group, ties: rest });
  }
  return {
    groups: spread([...merged.values()]),
    ties: drawn,
    everywhere: ties.filter((_, i) => common.has(i)),
  };
}

/** Nodes in the order of their places, evenly over the height. */
function spread<Node extends { y: number }>(nodes: readonly Node[]): Node[] {
  const last = nodes.length - 1;
  return [...nodes].sort((a, b) => a.y - b.y).map((node, i) => ({ ...node, y: last < 1 ? 0.5 : i / last }));
}
