/**
 * Who matches the received indicators of STIX that hold at the time $1: rows (source, stix_id, account_key, shown_at, exact), one
 * for each indicator and account, where shown_at is when the account first showed all that one of its ways asks for. To be used as
 * `WITH ${receivedHits()} SELECT … FROM received_hit`. `which` narrows the rows of shared_indicator `s`.
 *
 * Blocks inside a network are found by the beginning of their text, by index, and then compared as networks.
 */
export function receivedHits(which = 'true'): string {
  return `
  part AS (
    SELECT s.source, s.stix_id, s.way, s.indicator_key, s.kind, s.value, s.keys, s.network, s.approximate,
           count(*) OVER (PARTITION BY s.source, s.stix_id, s.way) AS parts
      FROM shared_indicator s
     WHERE s.stix_id <> '' AND s.valid_from <= $1 AND s.valid_until > $1 AND (${which})),
  showing AS (
    SELECT p.source, p.stix_id, p.way, p.indicator_key, p.parts, p.approximate, r.account_key, r.first_seen
      FROM part p CROSS JOIN LATERAL unnest(p.keys) k(key) JOIN account_indicator r ON r.indicator_key = k.key
     WHERE r.first_seen <= $1
    UNION ALL
    SELECT p.source, p.stix_id, p.way, p.indicator_key, p.parts, p.approximate, r.account_key, r.first_seen
      FROM part p
      CROSS JOIN LATERAL (SELECT ${TEXT_START} AS start) t
      JOIN indicator i ON i.value ~>=~ t.start AND i.value ~<~ (left(t.start, -1) || chr(ascii(right(t.start, 1)) + 1))
       AND CASE WHEN i.kind IN ('address_block', 'signup_block') THEN i.value::inet <<= p.network ELSE false END
      JOIN account_indicator r ON r.indicator_key = i.key
     WHERE p.network IS NOT NULL AND r.first_seen <= $1
    UNION ALL
    SELECT p.source, p.stix_id, p.way, p.indicator_key, p.parts, p.approximate, r.account_key, r.first_seen
      FROM part p JOIN scaffold s ON encode(sha256(convert_to(s.skeleton, 'UTF8')), 'hex') = p.value
      JOIN scaffold_account r ON r.scaffold_id = s.id
     WHERE p.kind = 'scaffold_hash' AND r.first_seen <= $1),
  full_way AS (
    SELECT source, stix_id, way, account_key, max(first_seen) AS shown_at, bool_or(approximate) AS approximate
      FROM (SELECT source, stix_id, way, indicator_key, parts, account_key, min(first_seen) AS first_seen,
                   bool_or(approximate) AS approximate
              FROM showing GROUP BY 1, 2, 3, 4, 5, 6) each
     GROUP BY source, stix_id, way, parts, account_key HAVING count(*) = parts),
  received_hit AS (
    SELECT source, stix_id, account_key, min(shown_at) AS shown_at, bool_or(NOT approximate) AS exact
      FROM full_way GROUP BY 1, 2, 3)`;
}

/** The part of a network's text that all of its blocks begin with, ending in a separator. */
const TEXT_START = `CASE
  WHEN family(p.network) = 6 THEN split_part(host(p.network), ':', 1) || ':'
  WHEN masklen(p.network) >= 16 THEN split_part(host(p.network), '.', 1) || '.' || split_part(host(p.network), '.', 2) || '.'
  ELSE split_part(host(p.network), '.', 1) || '.' END`;
