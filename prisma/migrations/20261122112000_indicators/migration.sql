-- Values that accounts share, others reported, somebody watches or campaigns hold, counted by the worker after each run, so
-- that no page counts account_indicator.
CREATE TABLE indicator_spread (
  indicator_key bigint PRIMARY KEY,
  kind          text NOT NULL,
  value         text NOT NULL,
  -- What a person reads of it: the words of a scaffold family, else the value. search is its beginning in lower case.
  label         text NOT NULL,
  search        text NOT NULL,
  accounts      integer NOT NULL,
  -- Those of them that are in none of the campaigns that hold the value.
  outside       integer NOT NULL,
  exchanges     bigint NOT NULL,
  -- The epoch while no account has shown it.
  first_seen    timestamptz(3) NOT NULL,
  last_seen     timestamptz(3) NOT NULL,
  -- Campaigns that stand and hold it, and reports of other providers.
  campaigns     integer NOT NULL,
  reported      integer NOT NULL,
  -- So common outside of campaigns that it says next to nothing.
  hub           boolean NOT NULL
);
CREATE INDEX indicator_spread_accounts_idx ON indicator_spread (accounts DESC, indicator_key DESC);
CREATE INDEX indicator_spread_campaigns_idx ON indicator_spread (campaigns DESC, indicator_key DESC);
CREATE INDEX indicator_spread_first_seen_idx ON indicator_spread (first_seen DESC, indicator_key DESC);
CREATE INDEX indicator_spread_last_seen_idx ON indicator_spread (last_seen DESC, indicator_key DESC);
CREATE INDEX indicator_spread_search_idx ON indicator_spread (search text_pattern_ops);

-- For which run that was counted, and among how many accounts.
CREATE TABLE indicator_drawing (
  id       smallint PRIMARY KEY,
  run_id   text,
  drawn_at timestamptz(3) NOT NULL,
  accounts integer NOT NULL,
  -- Accounts that are in no campaign that stands.
  outside  integer NOT NULL
);

-- Values that somebody wants to hear of, seen before or not.
CREATE TABLE watchlist_entry (
  indicator_key bigint PRIMARY KEY,
  kind          text NOT NULL,
  value         text NOT NULL,
  note          text NOT NULL,
  actor_id      text NOT NULL,
  actor_name    text NOT NULL,
  watched_at    timestamptz(3) NOT NULL,
  expires_at    timestamptz(3),
  -- Nobody had shown it when the watch began: then whoever shows it is new, whatever the time of the record.
  unseen        boolean NOT NULL,
  version       integer NOT NULL DEFAULT 1
);
CREATE INDEX watchlist_entry_watched_at_idx ON watchlist_entry (watched_at DESC, indicator_key DESC);

-- (by account) Accounts that showed a watched value for the first time while it was watched; found by the worker.
CREATE TABLE watchlist_hit (
  indicator_key bigint NOT NULL REFERENCES watchlist_entry (indicator_key) ON DELETE CASCADE,
  account_key   bigint NOT NULL,
  shown_at      timestamptz(3) NOT NULL,
  found_at      timestamptz(3) NOT NULL,
  PRIMARY KEY (indicator_key, account_key)
);
CREATE INDEX watchlist_hit_shown_at_idx ON watchlist_hit (shown_at DESC, indicator_key, account_key);

-- From a value to the campaigns that hold it, and from a pasted text to the families whose anchors it has.
CREATE INDEX campaign_link_key_idx ON campaign_link (key);
CREATE INDEX campaign_scaffold_scaffold_idx ON campaign_scaffold (scaffold_id);
CREATE INDEX scaffold_anchors_idx ON scaffold USING gin (anchors);
