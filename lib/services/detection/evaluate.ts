import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { getPool } from '@/lib/db/pool';
import { type Evaluation, evaluate, type GivenCampaign, type TrueCampaign } from '@/lib/detect/evaluate';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { type TruthLine, truthLine } from '@/lib/model/records';
import { wholeCampaigns } from '@/lib/services/campaign/wire';

/**
 * Compares the campaigns that stand in the database with a truth file (one campaign a line).
 * Errors: RetortError `invalid` for a line that is no truth, `not_found` for a file that cannot be read.
 */
export async function evaluateTruth(path: string): Promise<Evaluation> {
  const truth: TrueCampaign[] = [];
  for await (const line of truthLines(path)) {
    truth.push({ name: line.campaign, accounts: new Set(line.accounts), times: await timesOf(line) });
  }
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
      members: new Set(campaign.accounts.filter(({ membership }) => membership >= 0.5).map(({ id }) => id)),
      suspend: new Set(
        campaign.accounts
          .filter(({ recommended_action }) => recommended_action === 'suspend')
          .map(({ id }) => id),
      ),
    });
  }
  return evaluate(truth, given);
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

/** When the campaign's exchanges took place, as far as they were ingested; all of its accounts' when the truth names none. */
async function timesOf({ accounts, exchanges }: TruthLine): Promise<number[]> {
  const { rows } = await getPool().query<{ at: number }>(
    `SELECT extract(epoch FROM occurred_at)::float8 * 1000 AS at FROM exchange
      WHERE account_key = ANY($1) AND ($2::text[] IS NULL OR id = ANY($2)) ORDER BY occurred_at`,
    [accounts.map(accountKey), exchanges ?? null],
  );
  return rows.map(({ at }) => at);
}
