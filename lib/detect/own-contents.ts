import type { Harvest } from './group';
import { HarvestTest } from './harvest-test';
import { addCell, type ContentProfile, emptyProfile, profileOf } from './profile';
import type { Repertoire } from './repertoire';
import type { ContentFacts, Snapshot } from './snapshot';
import { cosine, denseCosine, logLift, quantile } from './statistics';
import { COLUMN, CONTENT_TYPES, type ContentType, type WorldIndex } from './world-index';

/** Natural logarithm of how much more often a content must be used inside than outside to be the group's own. */
const OWN_CONTENT = Math.log(6);
/** Cosine of parameter vectors from which two contents may come from one program. */
const SAME_PROGRAM = 0.2;
/** Cosine of capabilities from which two contents serve the same ends. */
const SAME_ENDS = 0.5;
/** Share of the members below which a content is a matter of few, and how far above the usual they may then use it. */
const FEW = 0.3;
const INTENSE = 3;
/** Uses per account, or share of the accounts, from which a content is more than a payload that several happened to send. */
const RECURRING = 1.5;
const WIDESPREAD = 0.1;
/** Share of the accounts that send a content again and again from which it is the group's whatever it asks for. */
const MOST = 0.5;

/**
 * Contents that members use far more than everybody else, by exchanges and by accounts. With a harvest given, only what
 * fits it: sent by the same program or for the same ends, and not by chance. Accounts of a pool also share what its
 * customers send through them, which is no harvest.
 */
export function ownContents(index: WorldIndex, members: ReadonlySet<number>, core?: Harvest): Repertoire {
  const { world } = index;
  const own: Repertoire = { families: new Set(), systems: new Set(), tools: new Set() };
  let inside = 0;
  for (const account of members) inside += world.accounts[account]?.exchanges ?? 0;
  const outside = world.exchanges - inside;
  const outsiders = world.accounts.length - members.size;
  const least = Math.max(3, 0.02 * members.size);
  const kind = core ? profileOf(world, members, core) : null;
  const sent = core && new HarvestTest(world, core);
  const usual = sent
    ? quantile(
        [...members].map((account) => sent.count(account)),
        0.5,
      )
    : 0;
  for (const type of CONTENT_TYPES) {
    const likely = new Map<number, { perUser: number; share: number }>();
    for (const [at, { users, exchanges }] of usesOf(index, type, members)) {
      if (users < least) continue;
      const content = world[type][at] as ContentFacts;
      const byExchanges = logLift(exchanges, inside, content.exchanges - exchanges, outside);
      const byAccounts = logLift(users, members.size, content.byAccount.size - users, outsiders);
      if (byExchanges < OWN_CONTENT || byAccounts < OWN_CONTENT / 2) continue;
      if (!kind || core?.[type].has(at)) own[type].add(at);
      // What a few members send all the time, and the others never, is the business of those few.
      else if (users >= FEW * members.size || exchanges / users <= INTENSE * Math.max(1, usual))
        likely.set(at, { perUser: exchanges / users, share: users / members.size });
    }
    if (!kind || likely.size === 0) continue;
    const profiles = profilesIn(world, type, members, likely);
    for (const [at, { perUser, share }] of likely)
      if (fits(profiles.get(at) ?? emptyProfile(), kind, perUser, share)) own[type].add(at);
  }
  return own;
}

/** By what program the members send each of these contents, and what for. Others may send the same by another one. */
function profilesIn(
  world: Snapshot,
  type: ContentType,
  members: ReadonlySet<number>,
  contents: ReadonlyMap<number, unknown>,
): Map<number, ContentProfile> {
  const profiles = new Map<number, ContentProfile>();
  const { cells } = world;
  const column = cells[COLUMN[type]];
  for (const account of members) {
    for (let i = cells.start(account); i < cells.end(account); i++) {
      const at = column[i] as number;
      if (!contents.has(at)) continue;
      let profile = profiles.get(at);
      if (!profile) {
        profile = emptyProfile();
        profiles.set(at, profile);
      }
      addCell(profile, cells, i);
    }
  }
  return profiles;
}

/** How many of the accounts use each content they use, and how often. */
function usesOf(
  { used }: WorldIndex,
  type: ContentType,
  members: ReadonlySet<number>,
): Map<number, { users: number; exchanges: number }> {
  const uses = new Map<number, { users: number; exchanges: number }>();
  const { from, items, exchanges } = used[type];
  for (const account of members) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const at = items[i] as number;
      const held = uses.get(at);
      if (held) {
        held.users++;
        held.exchanges += exchanges[i] as number;
      } else uses.set(at, { users: 1, exchanges: exchanges[i] as number });
    }
  }
  return uses;
}

/**
 * Whether a content that members share belongs to the harvest of this kind: it runs by the same parameters, or where
 * records name none, most accounts keep sending it, or it asks for the same and is used more than once or by many.
 */
export function fits(content: ContentProfile, kind: ContentProfile, perUser: number, share: number): boolean {
  if (content.params.size > 0 && kind.params.size > 0)
    return cosine(content.params, kind.params) >= SAME_PROGRAM;
  if (perUser >= RECURRING && share >= MOST) return true;
  return (
    denseCosine(content.capabilities, kind.capabilities) >= SAME_ENDS &&
    (perUser >= RECURRING || share >= WIDESPREAD)
  );
}
