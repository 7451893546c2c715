import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { getPool } from '@/lib/db/pool';
import {
  type Evaluation,
  evaluate,
  type GivenCampaign,
  type TrueCampaign,
  type TrueHarvest,
} from '@/lib/detect/evaluate';
import { type Capability, capabilityAt } from '@/lib/model/capability';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { type TruthLine, truthLine } from '@/lib/model/records';
import { wholeCampaigns } from '@/lib/services/campaign/wire';

/** What each campaign's harvest was after, by the campaign's name: numbers of exchanges. */
export type Intents = ReadonlyMap<string, Partial<Record<Capability, number>>>;

/**
 * Compares the campaigns that stand in the database with a truth file (one campaign a line).
 * Errors: RetortError `invalid` for a line that is no truth, `not_found` for a file that cannot be read.
 */
export async function evaluateTruth(path: string): Promise<Evaluation> {
  return evaluate(await readTruth(path), await givenCampaigns());
}

/**
 * The campaigns of a truth file with what the database knows of their exchanges. What a harvest was after is taken from
 * `intents` where they have the campaign, else from the labels that ingest gave its exchanges. Errors as evaluateTruth.
 */
export async function readTruth(path: string, intents: Intents = new Map()): Promise<TrueCampaign[]> {
  const truth: TrueCampaign[] = [];
  for await (const line of truthLines(path)) {
    const { times, harvest } = await trafficOf(line);
    const meant = intents.get(line.campaign);
    truth.push({
      name: line.campaign,
      accounts: new Set(line.accounts),
      times,
      harvest: harvest && meant ? { ...harvest, capabilities: meant } : harvest,
    });
  }
  return truth;
}

/** The campaigns that stand in the database and were not dismissed. */
export async function givenCampaigns(): Promise<GivenCampaign[]> {
  const given: GivenCampaign[] = [];
  for await (const campaign of wholeCampaigns({
    statuses: ['suspected', 'confirmed', 'contained', 'closed'],
  })) {
    given.push({
      id: campaign.id,
      title: campaign.title,
      score: campaign.score,
      action: campaign.recommended_action,
      detectedAt: Date.parse(campaign.detected_at),
      exchanges: campaign.exchanges,
      harvestExchanges: campaign.harvest_exchanges,
      capabilities: campaign.capabilities,
      evidence: campaign.evidence,
      accounts: campaign.accounts.map(({ id, membership, recommended_action }) => ({
        id,
        membership,
        action: recommended_action,
      })),
    });
  }
  return given;
}

async function* truthLines(path: string): AsyncGenerator<TruthLine> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      number++;
      if (line.trim() === '') continue;
      const parsed = truthLine.safeParse(parseJson(line));
      if (!parsed.success)
        throw new RetortError(
          'invalid',
          `Line ${number} of the truth file is no campaign with its accounts.`,
          { line: number },
        );
      yield parsed.data;
    }
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw new RetortError('not_found', `The truth file cannot be read: ${(error as Error).message}.`);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * When the campaign's exchanges took place and how ingest labelled them, as far as they were ingested. When the truth
 * names no exchanges, the times are those of all its accounts' exchanges and the harvest is unknown.
 */
async function trafficOf({
  accounts,
  exchanges,
}: TruthLine): Promise<{ times: number[]; harvest: TrueHarvest | null }> {
  const keys = accounts.map(accountKey);
  const { rows } = await getPool().query<{ at: number; capability: number }>(
    `SELECT extract(epoch FROM occurred_at)::float8 * 1000 AS at, capability FROM exchange
      WHERE account_key = ANY($1) AND ($2::text[] IS NULL OR id = ANY($2)) ORDER BY occurred_at`,
    [keys, exchanges ?? null],
  );
  const times = rows.map(({ at }) => at);
  if (!exchanges) return { times, harvest: null };
  const all = await getPool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM exchange WHERE account_key = ANY($1)',
    [keys],
  );
  const capabilities: Partial<Record<Capability, number>> = {};
  for (const { capability } of rows) {
    const name = capabilityAt(capability);
    capabilities[name] = (capabilities[name] ?? 0) + 1;
  }
  return { times, harvest: { exchanges: rows.length, of: all.rows[0]?.count ?? 0, capabilities } };
}
