import { addHours, type Draft, type HourRow } from './draft';
import type { MemberDraft } from './members';
import type { Hours, Outcome } from './store';
import { type KnownCampaign, lineage } from './store-known';
import type { Tracked } from './track';

/** What a run leaves of one campaign, once people's mergers and splits are applied to what it found. */
export interface Unit extends Outcome {
  track: Tracked<KnownCampaign>;
  /** Whether it is not one group as the run found it, so that what was counted of groups has to be counted again. */
  arranged: boolean;
}

/** Members out of one found group. */
interface Piece {
  from: Outcome;
  draft: Draft;
  /** The campaign as which it was recognized, where that is merged into another by decision. */
  part: string | null;
  /** Its campaign is the group's own; else these members were split off from it. */
  own: boolean;
}

/**
 * What was found, arranged as people decided: groups whose campaigns are one operation are one, and accounts that were
 * split off are listed in the campaign they were split into, wherever the run finds them. In the order of the findings; campaigns
 * that have only accounts given to them follow.
 */
export function arrange(
  outcomes: readonly Outcome[],
  tracked: readonly Tracked<KnownCampaign>[],
  known: readonly KnownCampaign[],
): Unit[] {
  const byId = new Map(known.map((campaign) => [campaign.id, campaign]));
  const tracks = new Map<string, Tracked<KnownCampaign>>();
  const pieces = new Map<string, Piece[]>();
  const give = (id: string, piece: Piece) => {
    const list = pieces.get(id);
    if (list) list.push(piece);
    else pieces.set(id, [piece]);
  };
  tracked.forEach((track, i) => {
    const id = rootOf(track.id, byId);
    const standing = tracks.get(id);
    const before = id === track.id ? track.before : (byId.get(id) ?? null);
    tracks.set(id, {
      id,
      before,
      merged: [...(standing?.merged ?? []), ...track.merged.filter((one) => one.id !== id)],
      splitFrom: standing?.splitFrom ?? track.splitFrom,
    });
    const from = outcomes[i] as Outcome;
    give(id, { from, draft: from.draft, part: id === track.id ? null : track.id, own: true });
  });
  for (const [id, track] of [...tracks]) {
    const home = homes(track, known, byId);
    for (const piece of pieces.get(id) ?? []) {
      const away = new Map<string, Set<bigint>>();
      for (const { key } of piece.draft.members) {
        const target = home(key);
        if (target !== id) away.set(target, (away.get(target) ?? new Set()).add(key));
      }
      for (const [target, keys] of away) {
        if (!tracks.has(target))
          tracks.set(target, { id: target, before: byId.get(target) ?? null, merged: [], splitFrom: null });
        give(target, { ...piece, draft: only(piece.draft, (key) => keys.has(key)), part: null, own: false });
      }
      if (away.size > 0) piece.draft = only(piece.draft, (key) => home(key) === id);
    }
  }
  return [...tracks].map(([id, track]) => unitOf(track, pieces.get(id) ?? []));
}

/** The campaign that one is part of by decision, or itself. */
function rootOf(id: string, byId: ReadonlyMap<string, KnownCampaign>): string {
  const seen = new Set<string>();
  let at = id;
  for (let into = byId.get(at)?.decidedInto; into && !seen.has(at); into = byId.get(at)?.decidedInto) {
    seen.add(at);
    at = into;
  }
  return at;
}

/** Where each account of a group belongs: to its campaign, or where a person split it off to. */
function homes(
  { id, before, merged, splitFrom }: Tracked<KnownCampaign>,
  known: readonly KnownCampaign[],
  byId: ReadonlyMap<string, KnownCampaign>,
): (key: bigint) => string {
  const own = lineage([before, ...merged], known, false);
  const origins = lineage([before, splitFrom, ...merged], known).filter(
    (campaign) => !own.includes(campaign),
  );
  if (![...own, ...origins].some(({ splits }) => splits.size > 0)) return () => id;
  const targets = (campaigns: readonly KnownCampaign[], key: bigint) =>
    campaigns.flatMap(({ splits }) => splits.get(key) ?? []);
  return (key) => {
    let target = targets(own, key).find((one) => rootOf(one, byId) !== id);
    if (target === undefined) {
      const earlier = targets(origins, key);
      // It was split off from there to here, or is none of those.
      if (earlier.some((one) => rootOf(one, byId) === id)) return id;
      target = earlier[0];
    }
    if (target === undefined) return id;
    const seen = new Set<string>();
    for (
      let next = byId.get(target)?.splits.get(key);
      next && !seen.has(target);
      next = byId.get(target)?.splits.get(key)
    ) {
      seen.add(target);
      target = next;
    }
    const home = rootOf(target, byId);
    return byId.has(home) ? home : id;
  };
}

function unitOf(track: Tracked<KnownCampaign>, pieces: readonly Piece[]): Unit {
  const [first] = pieces;
  if (!first) throw new Error('A campaign without a finding.');
  if (pieces.length === 1 && first.own && first.part === null && first.draft === first.from.draft)
    return { ...first.from, track, arranged: false };
  const lead = pieces.reduce((best, one) =>
    one.draft.assessment.score > best.draft.assessment.score ? one : best,
  );
  return {
    track,
    arranged: true,
    draft: joined(lead.draft, pieces),
    scaffolds: scaffoldsOf(pieces),
    hours: (without, standing) => hoursOf(pieces, without, standing),
  };
}

/** The part of a draft that some of its members make; what was found of the whole group stands. */
function only(draft: Draft, wanted: (key: bigint) => boolean): Draft {
  const members = draft.members.filter(({ key }) => wanted(key));
  return { ...draft, ...sumsOf(members), firstSeen: firstOf(members) ?? draft.firstSeen };
}

/** One draft of several: what was found of the group with the best score stands for all of them. */
function joined(lead: Draft, pieces: readonly Piece[]): Draft {
  const members = new Map<bigint, MemberDraft>();
  for (const { draft, part } of pieces)
    for (const member of draft.members) {
      const other = members.get(member.key);
      members.set(member.key, other ? both(other, { ...member, part }) : { ...member, part });
    }
  const list = [...members.values()].sort((a, b) => b.membership - a.membership || (a.key < b.key ? -1 : 1));
  const drafts = pieces.map(({ draft }) => draft);
  return {
    ...lead,
    ...sumsOf(list),
    firstSeen: firstOf(list) ?? lead.firstSeen,
    lastSeen: new Date(Math.max(...drafts.map(({ lastSeen }) => lastSeen.getTime()))),
    members: list,
  };
}

/** An account that two groups have: as the one knows it that is surer of it, with what it sent of either's kind. */
function both(a: MemberDraft, b: MemberDraft): MemberDraft {
  const [sure, other] = b.membership > a.membership ? [b, a] : [a, b];
  const exchanges = Math.max(a.exchanges, b.exchanges);
  const harvest = Math.min(exchanges, a.harvest + b.harvest);
  return {
    ...sure,
    exchanges,
    harvest,
    harvestShare: Math.round((harvest / Math.max(1, exchanges)) * 1e4) / 1e4,
    looksInnocent: sure.looksInnocent ?? other.looksInnocent,
    joinedAt: new Date(Math.min(a.joinedAt.getTime(), b.joinedAt.getTime())),
    active: a.active,
    part: a.part === null || b.part === null ? null : (sure.part ?? null),
  };
}

function sumsOf(members: MemberDraft[]): Pick<Draft, 'members' | 'exchanges' | 'harvest' | 'activeAccounts'> {
  return {
    members,
    exchanges: members.reduce((sum, { exchanges }) => sum + exchanges, 0),
    harvest: members.reduce((sum, { harvest }) => sum + harvest, 0),
    activeAccounts: members.filter(({ active }) => active).length,
  };
}

function firstOf(members: readonly MemberDraft[]): Date | null {
  return members.reduce<Date | null>(
    (first, { joinedAt }) => (first && first <= joinedAt ? first : joinedAt),
    null,
  );
}

function scaffoldsOf(pieces: readonly Piece[]): Outcome['scaffolds'] {
  const sums = new Map<string, Outcome['scaffolds'][number]>();
  for (const { from } of pieces)
    for (const use of from.scaffolds) {
      const other = sums.get(use.id);
      sums.set(
        use.id,
        other
          ? { ...use, accounts: other.accounts + use.accounts, exchanges: other.exchanges + use.exchanges }
          : use,
      );
    }
  return [...sums.values()];
}

/** Hours of several pieces, each without what is not in it and what an earlier one has. What stands is kept only if all of it does. */
async function hoursOf(
  pieces: readonly Piece[],
  without: readonly bigint[],
  standing: string | null,
): Promise<Hours> {
  const out = new Set(without);
  const counted = new Set<bigint>();
  const asked = pieces.map(({ from, draft }) => {
    const members = new Set(draft.members.map(({ key }) => key));
    const left = from.draft.members
      .map(({ key }) => key)
      .filter((key) => !members.has(key) || out.has(key) || counted.has(key));
    for (const key of members) counted.add(key);
    return { from, left };
  });
  const ask = async (stood: readonly (string | null)[]): Promise<Hours[]> => {
    const all: Hours[] = [];
    for (const [i, { from, left }] of asked.entries()) all.push(await from.hours(left, stood[i] ?? null));
    return all;
  };
  const stood = standing?.split('+') ?? [];
  let all = await ask(stood.length === pieces.length ? stood : []);
  const kept = all.filter(({ source }, i) => source === stood[i]).length;
  if (stood.length === pieces.length && kept > 0 && kept < pieces.length) all = await ask([]);
  return {
    rows: all.reduce<HourRow[]>((sum, { rows }) => addHours(sum, rows), []),
    from: new Date(Math.min(...all.map(({ from }) => from.getTime()))),
    source: all.map(({ source }) => source).join('+'),
  };
}
