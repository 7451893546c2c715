import type { Scene } from '@/lib/detect/group';
import type { IndicatorKind } from '@/lib/model/indicator';

/** A value that members share, and how many of them and of the others have it. */
export interface Held {
  value: string;
  inside: number;
  out: number;
}

/** What several signals ask of a scene, worked out once. */
export interface View {
  /** Positions of the members, ascending as in the group. */
  members: number[];
  isMember(account: number): boolean;
  isOther(account: number): boolean;
  /** Values of a kind that at least one member has, most members first. */
  held(kind: IndicatorKind): readonly Held[];
  /** For each value of the kind that at least two others share, how many do. */
  sizes(kind: IndicatorKind): readonly number[];
}

const views = new WeakMap<Scene, View>();

export function viewOf(scene: Scene): View {
  let view = views.get(scene);
  if (!view) {
    view = makeView(scene);
    views.set(scene, view);
  }
  return view;
}

const [MEMBER, OTHER] = [1, 2];

function makeView({ world, group, others }: Scene): View {
  const marks = new Uint8Array(world.accounts.length);
  for (const account of others) marks[account] = OTHER;
  for (const { account } of group.members) marks[account] = MEMBER;
  const held = new Map<IndicatorKind, Held[]>();
  const sizes = new Map<IndicatorKind, number[]>();
  for (const { kind, value, accounts } of world.shared) {
    let [inside, out] = [0, 0];
    for (const account of accounts) {
      if (marks[account] === MEMBER) inside++;
      else if (marks[account] === OTHER) out++;
    }
    if (inside > 0) push(held, kind, { value, inside, out });
    if (out > 1) push(sizes, kind, out);
  }
  for (const list of held.values()) list.sort((a, b) => b.inside - a.inside || (a.value < b.value ? -1 : 1));
  return {
    members: group.members.map(({ account }) => account),
    isMember: (account) => marks[account] === MEMBER,
    isOther: (account) => marks[account] === OTHER,
    held: (kind) => held.get(kind) ?? [],
    sizes: (kind) => sizes.get(kind) ?? [],
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, item: V): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** How often each name occurs, most frequent first; what has none is not counted. */
export function tally(
  accounts: readonly number[],
  name: (account: number) => string | null,
): { counts: Map<string, number>; known: number } {
  const counts = new Map<string, number>();
  let known = 0;
  for (const account of accounts) {
    const value = name(account);
    if (value === null) continue;
    known++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return {
    counts: new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
    known,
  };
}
