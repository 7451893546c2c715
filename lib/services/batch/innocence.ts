import { INNOCENT_SIGNS, type InnocentSign } from '@/lib/model/batch-moves';
import { ACTIONS } from '@/lib/model/verdict';
import { STANDING } from '@/lib/services/account/row';

/** Lowest membership and share of harvest that count as close; as lib/detect/members.ts has them. */
const CLOSE = 0.7;
const RARE = 0.2;
/** How places of learning call themselves, by the beginnings of words. */
const SCHOOLS = String.raw`\m(universi|college|school|institut|academ|hochschul|facult|ecole|escuel|liceo|gymnasi)|[éÉ]cole|大学|学院|學院`;

/**
 * When each sign holds of account `a` and its membership `m` (null when it is in no campaign that counts). `now` is a place such
 * as "$1".
 */
function conditions(now: string): Record<InnocentSign, string> {
  const old = `a.created_at < ${now}::timestamptz - interval '365 days'`;
  return {
    organization: "a.verified = 'organization'",
    identity: "a.verified = 'identity'",
    declared_use: "coalesce(a.declared_use, '') <> ''",
    education: "a.pathway = 'education'",
    research: "a.pathway = 'research'",
    enterprise: "a.pathway = 'enterprise'",
    university: String.raw`(a.email_domain ~* '(^|\.)(edu|ac|sch)(\.[a-z]{2})?$' OR a.organization ~* '${SCHOOLS}')`,
    old,
    loose: `m.membership < ${CLOSE}`,
    rarely: `m.harvest_share < ${RARE}`,
    detector: 'm.looks_innocent IS NOT NULL',
    no_campaign: 'm.account_key IS NULL',
  };
}

/** The signs that hold of account `a` with membership `m`, as text[]. */
export function signsSql(now: string): string {
  const when = conditions(now);
  const cases = INNOCENT_SIGNS.map((sign) => `CASE WHEN ${when[sign]} THEN '${sign}' END`);
  return `array_remove(ARRAY[${cases.join(', ')}]::text[], NULL)`;
}

const STEPS = `ARRAY[${ACTIONS.map((step) => `'${step}'`).join(', ')}]`;

/**
 * The membership `m` of account `a` that a batch judges by: in the campaign at place `campaign`, or the one that this became part
 * of; without a campaign the closest one in any campaign that stands. Over all of these `m.advised` is the strongest step that detection
 * advises, and `m.confirmed` says whether a person confirmed one; all is null for an account in none.
 */
export function membershipSql(campaign: string): string {
  return `LEFT JOIN LATERAL (
    SELECT m.*, (${STEPS})[max(array_position(${STEPS}, m.recommended_action)) OVER ()] AS advised,
           bool_or(c.status <> 'suspected') OVER () AS confirmed
      FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
     WHERE m.account_key = a.key
       AND CASE WHEN ${campaign}::text IS NULL THEN c.status IN ${STANDING}
                ELSE c.id = ${campaign} OR c.id = (SELECT merged_into FROM campaign WHERE id = ${campaign}) END
     ORDER BY m.membership DESC, m.campaign_id LIMIT 1) m ON true`;
}
