-- What a campaign became, and what it came from. A merged campaign is closed; its page says where it went.
ALTER TABLE campaign ADD COLUMN merged_into text;
ALTER TABLE campaign ADD COLUMN split_from text;

-- Accounts that a person took out of a campaign, or reinstated: no run lists them there again on the same evidence.
CREATE TABLE campaign_exclusion (
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  account_key bigint NOT NULL,
  -- excluded, reinstated
  kind        text NOT NULL,
  reason      text NOT NULL,
  -- The account's row of campaign_account as it stood then: the evidence that was judged.
  listed      jsonb NOT NULL,
  decision_id text NOT NULL,
  actor_name  text NOT NULL,
  excluded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (campaign_id, account_key)
);
CREATE INDEX campaign_exclusion_account_idx ON campaign_exclusion (account_key);

-- Rollup: exchanges by hour, by which a run tells what came in since, late records included.
CREATE TABLE traffic_hour (
  hour      timestamptz(3) PRIMARY KEY,
  exchanges bigint NOT NULL
);
INSERT INTO traffic_hour (hour, exchanges) SELECT hour, sum(exchanges) FROM account_hour GROUP BY hour;

-- What the last run found at its base, a moment at or before `until`, so that the next run only adds what came since.
CREATE TABLE detection_base (
  id          smallint PRIMARY KEY CHECK (id = 1),
  at          timestamptz(3) NOT NULL,
  window_days integer NOT NULL,
  -- Digest of all that was known at the base, and of the code that judged it: another one makes the base unusable.
  digest      text NOT NULL,
  found       bytea NOT NULL
);
