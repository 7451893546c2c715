-- ── What is looked for as it comes in ──────────────────────────────────────────────────────────────────────

-- When a holder of a block was first noted, by the clock of the database; null for those that were there before.
ALTER TABLE reasoning_block ADD COLUMN seen_at timestamptz(3);
ALTER TABLE reasoning_block ALTER COLUMN seen_at SET DEFAULT now();
CREATE INDEX reasoning_block_seen_at_idx ON reasoning_block (seen_at);

-- Pairs of an account and a value that somebody watches or shared, as ingest writes them; deleted once they were looked at.
CREATE TABLE live_news (
  indicator_key bigint NOT NULL,
  account_key   bigint NOT NULL,
  PRIMARY KEY (indicator_key, account_key)
);

-- How far new holders of blocks were looked at.
CREATE TABLE live_look (
  id        smallint PRIMARY KEY,
  since     timestamptz(3) NOT NULL,
  blocks_to timestamptz(3) NOT NULL
);

-- Accounts that presented a block which somebody else holds, as far as that was raised.
CREATE TABLE reuse_hit (
  account_key bigint NOT NULL,
  block_key   bigint NOT NULL,
  found_at    timestamptz(3) NOT NULL,
  PRIMARY KEY (account_key, block_key)
);

-- When an alert was raised for it.
ALTER TABLE watchlist_hit ADD COLUMN raised_at timestamptz(3);
UPDATE watchlist_hit SET raised_at = found_at;
