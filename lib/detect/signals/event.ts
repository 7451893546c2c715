import { facts, type Scene } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import { opennessOf } from './customers';
import { type Finding, number, percent, type Signal, span } from './signal';
import { replaying } from './sitting';
import { tally, viewOf } from './view';
import { reach } from './woken-together';

const DAY = 86_400_000;
/** How long a hackathon, a workshop or a sprint lasts, with the days before and after. */
const SHORT = 10 * DAY;

/**
 * People who meet one thing at one time. Either an assignment or a viral prompt: a few requests each within days, in accounts
 * that otherwise live their own lives. A replay burst looks like it too, so it weighs in full only when their other traffic
 * dominates, and not at all when they replay each other's hidden reasoning, to which no task leads. Or a hackathon: accounts that say the same purpose, made and used within days, most of whose requests are
 * their own. Base rate: none is measured; both are common among customers, so they weigh at most 2.5.
 */
export const event: Signal = {
  name: 'event',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    return gathering(scene) ?? fewEach(scene);
  },
};

/** Share of members that replay each other's reasoning from which no task and no prompt explains the group. */
const REPLAYED = 0.3;
/** Share of their requests that asks for hidden reasoning, from which a task does not explain it, and from which it cannot. */
const EXTRACTING = [0.2, 0.6] as const;

/** Use before the first of these requests from which an account has a life of its own, or the age at which it is taken to have one unless it was seen to lie unused for so long. */
const BEFORE = DAY;
const LONG_BEFORE = 30 * DAY;
const UNUSED = 7 * DAY;
/** What other traffic of an account without one says: people who come for an event do other things there, too. */
const NEW = 0.35;

/** Whether the account was in use, or had been made long, before it first sent this. */
function lived({ world, rhythm }: Scene, account: number): boolean {
  const start = rhythm.starts.get(account)?.[0];
  if (start === undefined) return false;
  const began = world.since + start * 1000;
  const { first, createdAt } = facts(world, account);
  if (began - first >= BEFORE) return true;
  return createdAt !== null && began - createdAt >= LONG_BEFORE && first - reach(world)[0] < UNUSED;
}

function fewEach(scene: Scene): Finding | null {
  const { world, group, rhythm } = scene;
  const spans: number[] = [];
  for (const starts of rhythm.starts.values()) {
    if (starts.length > 0) spans.push(((starts.at(-1) as number) - (starts[0] as number)) * 1000);
  }
  const per = quantile(
    group.members.map(({ harvest }) => harvest),
    0.5,
  );
  // What an account sends besides is surely a life of its own only where it had one before: cover begins with what it covers.
  const others = quantile(
    group.members.map(
      ({ account, harvest }) =>
        (lived(scene, account) ? 1 : NEW) * (1 - harvest / Math.max(1, facts(world, account).exchanges)),
    ),
    0.5,
  );
  const besides = quantile(
    group.members.map(({ account, harvest }) => 1 - harvest / Math.max(1, facts(world, account).exchanges)),
    0.5,
  );
  if (per > 6 || spans.length < 4) return null;
  const typical = quantile(spans, 0.5);
  if (typical > 4 * DAY) return null;
  const innocent =
    (1 - clamp(replaying(scene) / REPLAYED, 0, 1)) *
    (1 - clamp((opennessOf(scene).extraction - EXTRACTING[0]) / (EXTRACTING[1] - EXTRACTING[0]), 0, 1));
  if (innocent < 0.1) return null;
  return {
    logOdds: innocent * (-0.8 - 1.7 * Math.min(1, others / 0.5)),
    summary: `A typical account sent it only ${number(per)} times, within ${span(Math.max(60_000, typical))}; ${percent(besides)} of what it sends is other traffic${others < besides ? ', in accounts that mostly were in no use before' : ''}.`,
    baseline: 'People who meet the same task or the same popular prompt do so too.',
    details: {
      median_exchanges: per,
      median_span_hours: typical / 3_600_000,
      median_share_of_other_traffic: besides,
      median_weighed_by_life_before: others,
    },
  };
}

function gathering(scene: Scene): Finding | null {
  const { world, group } = scene;
  const { members } = viewOf(scene);
  const { counts } = tally(members, (account) => facts(world, account).declaredUse);
  const [use, count] = [...counts][0] ?? ['', 0];
  const share = count / members.length;
  if (count < 5 || share < 0.6) return null;
  const lives = members.flatMap((account) => {
    const { createdAt, last, declaredUse } = facts(world, account);
    return createdAt === null || declaredUse !== use ? [] : [{ createdAt, last }];
  });
  if (lives.length < 0.8 * count) return null;
  const begun = lives.map(({ createdAt }) => createdAt);
  const made = quantile(begun, 0.9) - quantile(begun, 0.1);
  const used = quantile(
    lives.map(({ createdAt, last }) => last - createdAt),
    0.5,
  );
  const own = quantile(
    group.members.map(({ account, harvest }) => 1 - harvest / Math.max(1, facts(world, account).exchanges)),
    0.5,
  );
  if (made > SHORT || used > SHORT || own < 0.3) return null;
  return {
    logOdds: -2 * share,
    explains: { themes: ['registration', 'timing', 'infrastructure', 'payment'], share: 0.6 * share },
    summary: `${number(count)} of ${number(members.length)} accounts say they are for “${use.slice(0, 80)}”; they were made within ${span(Math.max(60_000, made))} and used for ${span(Math.max(60_000, used))}, with ${percent(own)} of requests of their own.`,
    baseline:
      'Participants of a hackathon or a workshop register together, share a room and a sponsor, and stop together.',
    details: {
      declared_use: use,
      accounts: count,
      members: members.length,
      made_within_hours: made / 3_600_000,
      used_for_hours: used / 3_600_000,
      median_share_of_own_requests: own,
    },
  };
}
