import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { AccountHead, MembershipRow } from '@/lib/model/console/account';
import { type AccountStatus, entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { hostingNetwork } from '@/lib/text/hosting';
import { isDisposable } from '@/lib/text/mail';
import { OWN_DECISIONS, STANDING } from './row';

const HOUR_MS = 3_600_000;
/** A time without exchanges is worth a word from here on. */
const SILENCE_HOURS = 72;
/** Where the accounts of a value are counted when no detection run has counted them yet. */
const COUNT_TO = 10_000;
/** A return so soon after a ban is worth a word, when the ban hit this many. */
const RETURN_HOURS = 24;
const MASS_BAN = 5;

/** One account for the header of its page: what it is, where it belongs, what was done about it. */
export const accountPortrait = defineQuery({
  name: 'account.portrait',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<AccountHead> => {
    const pool = getPool();
    const key = accountKey(id);
    const [account, memberships, address, hours, counts, order] = await Promise.all([
      pool.query<AccountFacts>(
        `SELECT id, version, status, status_at, created_at, first_seen, last_seen, exchanges::float8 AS exchanges, pathway,
                plan, rpm_limit, country, organization, email_pattern, email_domain, verified, declared_use, derived, signup_asn,
                payment_fingerprint, payment_kind
           FROM account WHERE key = $1`,
        [key],
      ),
      pool.query<MembershipFacts>(MEMBERSHIPS, [key]),
      pool.query<{ kind: string; value: string; indicator_key: bigint; accounts: number }>(ADDRESSES, [key]),
      pool.query<{ hour: Date; before: Date }>(LONGEST_PAUSE, [key]),
      pool.query<{ decisions: number; indicators: number }>(
        `SELECT (SELECT count(*)::int FROM ${OWN_DECISIONS} d) AS decisions,
                (SELECT count(*)::int FROM account_indicator WHERE account_key = $1)
                  + (SELECT count(*)::int FROM scaffold_account WHERE account_key = $1) AS indicators`,
        [key],
      ),
      pool.query<{ id: string; kind: string; status: string; created_at: Date; delivered_at: Date | null }>(
        `SELECT id, kind, status, created_at, delivered_at FROM enforcement_order
          WHERE account_key = $1 ORDER BY created_at DESC LIMIT 1`,
        [key],
      ),
    ]);
    const facts = account.rows[0];
    if (!facts) throw new RetortError('not_found', `There is no account ${id}.`, { entity: 'account', id });
    const { payment_fingerprint, payment_kind, signup_asn, ...row } = facts;
    const silence = longestSilence(row.created_at, hours.rows[0]);
    const began = silence?.to ?? row.first_seen;
    const main = memberships.rows[0];
    const block = address.rows.find(({ kind }) => kind === 'address_block');
    const asn = address.rows.find(({ kind }) => kind === 'asn');
    const [payment, ban, blockOthers] = await Promise.all([
      payment_fingerprint ? othersWith(indicatorKey('payment_fingerprint', payment_fingerprint), key) : null,
      main && began ? banBefore(main.id, began) : null,
      block ? othersWith(block.indicator_key, key) : 0,
    ]);
    const last = order.rows[0];
    return {
      ...row,
      status_at: iso(row.status_at),
      created_at: iso(row.created_at),
      first_seen: iso(row.first_seen),
      last_seen: iso(row.last_seen),
      payment:
        payment_fingerprint && payment !== null
          ? {
              fingerprint: payment_fingerprint,
              kind: payment_kind,
              others: payment,
              indicator: `payment_fingerprint:${payment_fingerprint}`,
            }
          : null,
      throw_away: row.email_domain !== null && isDisposable(row.email_domain),
      signup: signup_asn === null ? null : { asn: signup_asn, hosting: hostingNetwork(signup_asn) },
      address: block
        ? {
            block: block.value,
            asn: asn?.value ?? null,
            hosting: hostingNetwork(asn?.value),
            others: blockOthers,
          }
        : null,
      silence: silence ? { from: silence.from.toISOString(), to: silence.to.toISOString() } : null,
      after_ban:
        ban && began
          ? { at: ban.at.toISOString(), accounts: ban.accounts, began: began.toISOString() }
          : null,
      memberships: memberships.rows.map(membershipOf),
      decisions: counts.rows[0]?.decisions ?? 0,
      indicators: counts.rows[0]?.indicators ?? 0,
      order: last
        ? { ...last, created_at: last.created_at.toISOString(), delivered_at: iso(last.delivered_at) }
        : null,
    };
  },
});

interface AccountFacts {
  id: string;
  version: number;
  status: AccountStatus;
  status_at: Date | null;
  created_at: Date | null;
  first_seen: Date | null;
  last_seen: Date | null;
  exchanges: number;
  pathway: string | null;
  plan: string | null;
  rpm_limit: number | null;
  country: string | null;
  organization: string | null;
  email_pattern: string | null;
  email_domain: string | null;
  verified: string | null;
  declared_use: string | null;
  derived: Record<string, string>;
  signup_asn: string | null;
  payment_fingerprint: string | null;
  payment_kind: string | null;
}

interface MembershipFacts extends Omit<MembershipRow, 'joined_at' | 'detected_at' | 'status'> {
  status: CampaignStatus;
  joined_at: Date;
  detected_at: Date;
}

const MEMBERSHIPS = `
  SELECT c.id, c.title, c.status, c.current, m.membership, m.role, m.harvest_share, m.exchanges, m.harvest_exchanges,
         m.recommended_action, m.reasons, m.looks_innocent, c.score, c.account_count AS accounts, m.joined_at, c.detected_at
    FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
   WHERE m.account_key = $1
   ORDER BY (c.status IN ${STANDING}) DESC, c.current DESC, m.membership DESC, c.id LIMIT 50`;

const ADDRESSES = `
  SELECT DISTINCT ON (i.kind) i.kind, i.value, i.key AS indicator_key, i.accounts
    FROM account_indicator a JOIN indicator i ON i.key = a.indicator_key
   WHERE a.account_key = $1 AND i.kind IN ('address_block', 'asn')
   ORDER BY i.kind, a.exchanges DESC, i.value`;

const LONGEST_PAUSE = `
  SELECT hour, before FROM (
    SELECT hour, lag(hour) OVER (ORDER BY hour) AS before FROM account_hour WHERE account_key = $1 GROUP BY hour) h
   ORDER BY hour - before DESC NULLS LAST LIMIT 1`;

interface Silence {
  from: Date;
  to: Date;
}

/** The longer of the time from sign-up to the first exchange and the longest pause after it, if it is long. */
function longestSilence(
  created: Date | null,
  pause: { hour: Date; before: Date | null } | undefined,
): Silence | null {
  if (!pause) return null;
  const silences: Silence[] = [];
  if (pause.before) silences.push({ from: new Date(pause.before.getTime() + HOUR_MS), to: pause.hour });
  else if (created) silences.push({ from: created, to: pause.hour });
  const [silence] = silences;
  return silence && silence.to.getTime() - silence.from.getTime() >= SILENCE_HOURS * HOUR_MS ? silence : null;
}

/** How many other accounts show an indicator: as the last run counted, else counted here up to a limit. */
async function othersWith(indicator: bigint, self: bigint): Promise<number> {
  const { rows } = await getPool().query<{ n: number }>(
    `SELECT greatest(0, coalesce(
       (SELECT nullif(accounts, 0) - 1 FROM indicator WHERE key = $1),
       (SELECT count(*)::int FROM (SELECT 1 FROM account_indicator
         WHERE indicator_key = $1 AND account_key <> $2 LIMIT ${COUNT_TO}) a))) AS n`,
    [indicator, self],
  );
  return rows[0]?.n ?? 0;
}

/** The last mass ban in a campaign within a day before `began`. */
async function banBefore(campaignId: string, began: Date): Promise<{ at: Date; accounts: number } | null> {
  const { rows } = await getPool().query<{ at: Date; accounts: number }>(
    `SELECT date_trunc('hour', e.occurred_at) AS hour, min(e.occurred_at) AS at, count(*)::int AS accounts
       FROM account_event e
       JOIN campaign_account m ON m.campaign_id = $1 AND m.account_key = e.account_key
      WHERE e.kind = 'banned' AND e.occurred_at BETWEEN $2::timestamptz - interval '${RETURN_HOURS} hours' AND $2
      GROUP BY 1 HAVING count(*) >= ${MASS_BAN} ORDER BY 1 DESC LIMIT 1`,
    [campaignId, began],
  );
  return rows[0] ?? null;
}

function membershipOf(row: MembershipFacts): MembershipRow {
  return { ...row, joined_at: row.joined_at.toISOString(), detected_at: row.detected_at.toISOString() };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
