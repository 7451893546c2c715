import { isHarvest, type Scene } from '@/lib/detect/group';
import { clamp, overlap } from '@/lib/detect/statistics';
import { apart, unevenUse } from './apart';
import { perScene, viewOf } from './view';

/** Share of exchanges without system prompt and tools up to which these may just not have been written down. */
const MISSING = 0.25;
/** Unrelated users from which a client is public: so many, or so large a part of its users in the group. */
const LEAST_USERS = 5;
const PART = 0.1;

/** The client through which most of a group's harvest comes: one set of tools with one system prompt. */
export interface Client {
  /** Share of the harvest, of that of which it is known. */
  share: number;
  /** Members who use it, and other accounts who do. */
  users: number;
  outside: number;
  /** How surely anybody may have it, 0 to 1: unrelated accounts use it, or those who use it have nothing else in common, nor one hand that deals to them. */
  popular: number;
  /** Share of what members send through it that is built from scaffolds which most of them send and its other users do not. */
  wording: number;
}

/** Share of the members, and of the client's other users, from which and up to which a scaffold is the members' own, of so many others at least. */
const MOSTLY = 0.5;
const HARDLY = 0.02;
const ENOUGH_OTHERS = 20;

/**
 * The client behind a group's harvest, if one set of tools is behind it at all. What a public client puts around its users'
 * own prompts is no sign that they are one operation; a container that only the group runs is one.
 */
export const clientOf = perScene(look);

function look(scene: Scene): Client | null {
  const { world, group } = scene;
  const cells = group.members.flatMap(({ account }) =>
    world.cells.by(account).filter((cell) => isHarvest(cell, group.harvest)),
  );
  const sum = (test: (cell: (typeof cells)[number]) => boolean) =>
    cells.reduce((total, cell) => total + (test(cell) ? cell.exchanges : 0), 0);
  const tool = most(cells.map((cell) => [cell.tool, cell.exchanges]));
  if (tool < 0) return null;
  const system = most(cells.map((cell) => [cell.tool === tool ? cell.system : -1, cell.exchanges]));
  const all = sum(() => true);
  const neither = sum((cell) => cell.tool < 0 && cell.system < 0);
  const paired = sum((cell) => cell.tool >= 0 && (system < 0 || cell.system >= 0));
  const pair = sum((cell) => cell.tool === tool && (system < 0 || cell.system === system));
  const matched = sum(
    (cell) => cell.tool === tool || (cell.tool < 0 && system >= 0 && cell.system === system),
  );
  const known = neither <= MISSING * all ? all - neither : all;
  const share = (pair / Math.max(1, paired)) * (matched / Math.max(1, known));
  const { isMember, isOther } = viewOf(scene);
  const holders = new Set([
    ...(world.tools[tool]?.byAccount.keys() ?? []),
    ...(system < 0 ? [] : (world.systems[system]?.byAccount.keys() ?? [])),
  ]);
  const users = [...holders].filter(isMember).length;
  const others = new Set([...holders].filter(isOther));
  const outside = others.size;
  const popular = clamp(outside / Math.max(LEAST_USERS, PART * users), 0, 1);
  return {
    share,
    users,
    outside,
    popular: popular < 1 && apart(scene) && unevenUse(scene) !== null ? 1 : popular,
    wording: outside < ENOUGH_OTHERS ? 0 : ownWording(scene, others, sum) / Math.max(1, all),
  };
}

/** Exchanges of the harvest in scaffolds that are the members' own among the users of their client. */
function ownWording(
  { world, group }: Scene,
  others: ReadonlySet<number>,
  sum: (test: (cell: { family: number }) => boolean) => number,
): number {
  const members = new Set(group.members.map(({ account }) => account));
  const own = new Set(
    [...group.harvest.families].filter((at) => {
      const senders = new Set(world.families[at]?.byAccount.keys());
      return (
        overlap(senders, members) >= MOSTLY * members.size && overlap(senders, others) <= HARDLY * others.size
      );
    }),
  );
  return sum(({ family }) => own.has(family));
}

/** The place that occurs most often, by exchanges; −1 when none does. */
function most(places: readonly (readonly [number, number])[]): number {
  const counts = new Map<number, number>();
  for (const [at, exchanges] of places) if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + exchanges);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
}
