import { evaluate, type GivenCampaign, type TrueCampaign } from '@/lib/detect/evaluate';
import type { WorldReport } from './world';

/** For tests: the report of a world with these campaigns, in which nothing took any time. */
export function reportOf(
  truth: readonly TrueCampaign[],
  given: readonly GivenCampaign[],
  rest: Partial<WorldReport> = {},
): WorldReport {
  return {
    scenario: 'mixed',
    seed: 1,
    difficulty: 'middle',
    scale: 1,
    exchanges: 0,
    honest: 1_000,
    runs: 1,
    seconds: { simulate: 0, ingest: 0, detect: 0 },
    result: evaluate(truth, given),
    groups: [],
    missed: [],
    raised: [],
    mixed: [],
    assessed: [],
    memberships: [],
    ...rest,
  };
}

/** For tests: a true campaign of `count` accounts whose exchanges are a second apart. */
export function trueCampaign(name: string, count: number): TrueCampaign {
  return {
    name,
    accounts: new Set(accountsOf(name, count)),
    times: Array.from({ length: 100 }, (_, i) => i * 1_000),
    harvest: { exchanges: 50, of: 100, capabilities: { coding: 1 } },
  };
}

/** For tests: what detection gives of the first `count` accounts of a campaign, `at` milliseconds. */
export function givenCampaign(name: string, count: number, at = 9_000): GivenCampaign {
  return {
    id: `found-${name}`,
    title: name,
    score: 0.9,
    action: 'suspend',
    detectedAt: at,
    exchanges: 100,
    harvestExchanges: 50,
    capabilities: { coding: 1 },
    accounts: accountsOf(name, count).map((id) => ({ id, membership: 0.9, action: 'suspend' })),
    evidence: [],
  };
}

function accountsOf(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${i}`);
}
