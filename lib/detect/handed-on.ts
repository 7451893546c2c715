import { EVERYTHING, type Group } from './group';
import type { Snapshot } from './snapshot';

const LEAST_MEMBERS = 4;
/** Different blocks that an account must take from others, and for how many of its exchanges. */
const LEAST_TAKEN = 3;
const LEAST_SHARE = 0.1;
const MEMBERSHIP = 0.9;

/**
 * Accounts that carry each other's conversations on: hidden reasoning blocks that one was given come back through another,
 * again and again. A pool that serves customers looks so whatever they ask, without a scaffold of its own. Blocks cannot be
 * made up, so here, unlike with other links, whoever hangs together is one group. Only takers count: those a block is taken
 * from may be anybody. What they send is their customers', so all of it counts.
 */
export function handedOn(world: Snapshot): Group[] {
  const takes = new Map<number, number>();
  for (const { issuers, presenters } of world.blocks)
    for (const account of presenters)
      if (!issuers.includes(account)) takes.set(account, (takes.get(account) ?? 0) + 1);
  const taker = (account: number) => {
    const taken = takes.get(account) ?? 0;
    return taken >= LEAST_TAKEN && taken >= LEAST_SHARE * (world.accounts[account]?.exchanges ?? 0);
  };
  const parent = new Map([...takes.keys()].filter(taker).map((account) => [account, account]));
  const root = (account: number): number => {
    let at = account;
    while (parent.get(at) !== at) at = parent.get(at) as number;
    parent.set(account, at);
    return at;
  };
  for (const { issuers, presenters } of world.blocks) {
    const holders = [...new Set([...issuers, ...presenters])].filter((account) => parent.has(account));
    for (const account of holders) parent.set(root(account), root(holders[0] as number));
  }
  const groups = new Map<number, number[]>();
  for (const account of [...parent.keys()].sort((a, b) => a - b)) {
    const at = root(account);
    groups.set(at, [...(groups.get(at) ?? []), account]);
  }
  return [...groups.values()]
    .filter((accounts) => accounts.length >= LEAST_MEMBERS)
    .map((accounts) => ({
      name: `handed-on:${world.accounts[accounts[0] as number]?.key}`,
      origin: 'blocks' as const,
      members: accounts.map((account) => ({
        account,
        membership: MEMBERSHIP,
        harvest: world.accounts[account]?.exchanges ?? 0,
      })),
      harvest: {
        families: new Set<number>(),
        systems: new Set<number>(),
        tools: new Set<number>(),
        capabilities: new Set<number>(),
        anchors: new Set([EVERYTHING]),
      },
    }));
}
