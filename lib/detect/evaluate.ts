/** A campaign that really was there. */
export interface TrueCampaign {
  name: string;
  accounts: ReadonlySet<string>;
  /** Times of its exchanges in milliseconds, ascending; empty when unknown. */
  times: readonly number[];
}

/** A campaign as Retort gives it. Members are the accounts with a membership of at least one half. */
export interface GivenCampaign {
  id: string;
  title: string;
  score: number;
  action: string;
  detectedAt: number;
  members: ReadonlySet<string>;
  /** Members and others that it recommends to suspend. */
  suspend: ReadonlySet<string>;
}

export interface TrueResult {
  campaign: string;
  accounts: number;
  found: boolean;
  /** Detected campaigns that mostly hold accounts of this one; more than one is a fragmented finding. */
  detected_as: string[];
  recall: number;
  /** Seconds from its first exchange to its first detection; null when not found or times are unknown. */
  seconds_to_detection: number | null;
  /** Share of its exchanges that had happened by then. */
  spent_at_detection: number | null;
}

export interface GivenResult {
  id: string;
  title: string;
  score: number;
  recommended_action: string;
  members: number;
  match: string | null;
  /** Share of members that belong to any true campaign. */
  precision: number;
  /** Of those, the share that belongs to the matched one. */
  purity: number | null;
}

export interface Evaluation {
  campaigns_true: number;
  campaigns_found: number;
  campaigns_detected: number;
  campaigns_false: number;
  precision: number | null;
  recall: number | null;
  purity: number | null;
  honest_recommended_for_suspension: number;
  true: TrueResult[];
  detected: GivenResult[];
}

/** Share of a detected campaign's members, or of the true one's accounts, that makes a match. */
const MATCH = 0.3;

/**
 * Compares detected campaigns with true ones. A detected campaign matches the true one with which it shares most members;
 * precision and recall are of accounts over all campaigns, purity is the mean over matches weighted by members.
 */
export function evaluate(truth: readonly TrueCampaign[], given: readonly GivenCampaign[]): Evaluation {
  const anywhere = new Set(truth.flatMap(({ accounts }) => [...accounts]));
  const members = new Set(given.flatMap((one) => [...one.members]));
  const suspended = new Set(given.flatMap((one) => [...one.suspend]));
  const detected = given.map((one): GivenResult => {
    const hits = truth.map(({ accounts }) => overlap(one.members, accounts));
    const most = hits.indexOf(Math.max(0, ...hits));
    const match = truth[most];
    const good =
      match !== undefined &&
      (hits[most] as number) > 0 &&
      ((hits[most] as number) >= MATCH * one.members.size ||
        (hits[most] as number) >= MATCH * match.accounts.size);
    const real = overlap(one.members, anywhere);
    return {
      id: one.id,
      title: one.title,
      score: one.score,
      recommended_action: one.action,
      members: one.members.size,
      match: good ? match.name : null,
      precision: one.members.size === 0 ? 0 : real / one.members.size,
      purity: good && real > 0 ? (hits[most] as number) / real : null,
    };
  });
  const results = truth.map(({ name, accounts, times }): TrueResult => {
    const mine = given.filter((_, i) => detected[i]?.match === name);
    const found = new Set(mine.flatMap((one) => [...one.members]));
    const first = Math.min(...mine.map(({ detectedAt }) => detectedAt));
    const known = mine.length > 0 && times.length > 0;
    return {
      campaign: name,
      accounts: accounts.size,
      found: mine.length > 0,
      detected_as: mine.map(({ id }) => id),
      recall: accounts.size === 0 ? 0 : overlap(accounts, found) / accounts.size,
      seconds_to_detection: known ? Math.round((first - (times[0] as number)) / 1000) : null,
      spent_at_detection: known ? times.filter((time) => time <= first).length / times.length : null,
    };
  });
  const matched = detected.filter(({ purity }) => purity !== null);
  const weight = matched.reduce((sum, one) => sum + one.members, 0);
  return {
    campaigns_true: truth.length,
    campaigns_found: results.filter(({ found }) => found).length,
    campaigns_detected: given.length,
    campaigns_false: detected.filter(({ match }) => match === null).length,
    precision: members.size === 0 ? null : overlap(members, anywhere) / members.size,
    recall: anywhere.size === 0 ? null : overlap(anywhere, members) / anywhere.size,
    purity:
      weight === 0
        ? null
        : matched.reduce((sum, one) => sum + (one.purity as number) * one.members, 0) / weight,
    honest_recommended_for_suspension: [...suspended].filter((account) => !anywhere.has(account)).length,
    true: results,
    detected,
  };
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const item of small) if (large.has(item)) both++;
  return both;
}
