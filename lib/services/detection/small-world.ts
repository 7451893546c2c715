import { Readable } from 'node:stream';
import { getPool } from '@/lib/db/pool';
import type { Campaign } from '@/lib/model/campaign';
import { seeded } from '@/lib/model/random';
import { wholeCampaigns } from '@/lib/services/campaign/wire';
import { SYSTEM } from '@/lib/services/fixture';
import { acceptRecords } from '@/lib/services/ingest/accept';

/** For tests: a world that is small, made by rule, and known by heart. */
export const DAY = 86_400_000;
export const END = Date.UTC(2026, 9, 31);
export const CUT = END - 4 * DAY;

/** A record, and when it happened. */
export interface Line {
  at: number;
  record: Record<string, unknown>;
}

/**
 * Forty accounts on four cards, dealt one hundred and twenty gradings a day in turn for three weeks, three of them banned
 * after the cut and renamed in their payment then; `people` who ask for all sorts of things.
 */
export function smallWorld({ seed = 11, people = 200 }: { seed?: number; people?: number } = {}): Line[] {
  const random = seeded(seed);
  const word = () => WORDS[Math.floor(random() * WORDS.length)] as string;
  const lines: Line[] = [];
  const account = (id: string, created: number, extra: Record<string, unknown>) =>
    lines.push({
      at: created,
      record: { type: 'account', id, created_at: iso(created), pathway: 'api', plan: 'tier1', ...extra },
    });
  const exchange = (account_id: string, at: number, prompt: string, extra: Record<string, unknown> = {}) =>
    lines.push({
      at,
      record: {
        type: 'exchange',
        id: `ex-${lines.length}`,
        account_id,
        occurred_at: iso(at),
        model: 'aster-4',
        session_id: `s-${lines.length}`,
        prompt,
        ...extra,
      },
    });
  for (let i = 0; i < people; i++) {
    const created = END - (40 + random() * 400) * DAY;
    account(`person-${i}`, created, { payment: { fingerprint: `own-${i}`, bin: `4000${i % 20}` } });
    for (let n = 0; n < 4 + random() * 20; n++) {
      const words = Array.from({ length: 9 }, word).join(' ');
      exchange(`person-${i}`, END - random() * 28 * DAY, `${words}? ${word()} ${word()}`);
    }
  }
  for (let i = 0; i < 40; i++)
    account(`pool-${i}`, END - (30 - (i % 4)) * DAY + i * 60_000, {
      payment: { fingerprint: `card-${i % 4}`, bin: '555001' },
    });
  for (let job = 0; job < 22 * 120; job++) {
    const at = END - 22 * DAY + (job / 120) * DAY;
    const task = Array.from({ length: 12 }, word).join(' ');
    const scaffold =
      (job + Math.floor(job / 40)) % 2
        ? `Give the answer below a score from 1 to 5 by the rubric.\n### Task\n${task}\n### Rubric\nIs it right?`
        : `Act as a strict judge and rank both answers.\nQuestion: ${task}\nAnswer A: ${word()}\nAnswer B: ${word()}\nVerdict:`;
    exchange(`pool-${job % 40}`, at, scaffold, { params: { temperature: 0.31, max_tokens: 700 } });
  }
  for (const i of [1, 2, 3]) {
    const at = CUT + DAY + i * 60_000;
    lines.push({
      at,
      record: { type: 'account_event', account_id: `pool-${i}`, occurred_at: iso(at), kind: 'banned' },
    });
  }
  account('late', CUT + 2 * DAY, { payment: { fingerprint: 'card-0', bin: '555001' } });
  exchange('late', CUT + 3 * DAY, 'Hello there, what is new today in the world of birds?');
  return lines;
}

const WORDS =
  `river stone lamp garden winter bread engine paper cloud silver field music number window forest letter bridge
  summer island copper travel market kitchen voice shadow planet bottle pencil harbour ladder mirror pocket signal teacher`.split(
    /\s+/,
  );

export const iso = (ms: number) => new Date(Math.round(ms)).toISOString();

/** Takes records in, in one file. Answers how many were new. */
export async function ingest(lines: readonly Line[]): Promise<number> {
  const text = lines.map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  const receipt = await acceptRecords(
    { input: Readable.from([Buffer.from(text)]), source: 'test' },
    { actor: SYSTEM },
  );
  if (receipt.rejected > 0) throw new Error(JSON.stringify(receipt.rejects));
  return receipt.accepted;
}

/** Every campaign that stands, whole. */
export async function campaigns(): Promise<Campaign[]> {
  const all: Campaign[] = [];
  for await (const campaign of wholeCampaigns()) all.push(campaign);
  return all;
}

/** Everything a run leaves behind, but for the record of the run itself. */
export async function state(): Promise<unknown> {
  const rows: unknown[] = [await campaigns()];
  for (const query of [
    'SELECT id, title, status, first_seen, last_seen, detected_at, baseline, peers, trend, current, version, account_count, active_accounts FROM campaign ORDER BY id',
    'SELECT campaign_id, account_key, exchanges, harvest_exchanges, looks_innocent, joined_at FROM campaign_account ORDER BY 1, 2',
    'SELECT * FROM campaign_hour ORDER BY 1, 2, 3, 4, 5',
    'SELECT * FROM campaign_event ORDER BY id',
    'SELECT * FROM alert ORDER BY id',
    'SELECT * FROM scaffold ORDER BY id',
    'SELECT * FROM scaffold_day ORDER BY 1, 2',
    'SELECT * FROM scaffold_account ORDER BY 1, 2',
    'SELECT * FROM campaign_scaffold ORDER BY 1, 2',
  ]) {
    rows.push((await getPool().query(query)).rows);
  }
  return rows;
}
