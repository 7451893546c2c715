-- The picture of how a campaign's accounts take turns, drawn by the worker for one run, so that no page reads exchanges.
CREATE TABLE campaign_rhythm (
  campaign_id text PRIMARY KEY,
  -- The run it was drawn for; another one in campaign.run_id means that it is due.
  run_id      text NOT NULL,
  since       timestamptz(3) NOT NULL,
  until       timestamptz(3) NOT NULL,
  lines       integer NOT NULL,
  marks       integer NOT NULL,
  -- Models by the number that marks name them with; pools, bans, sessions over time, measures against chance, peers.
  overview    jsonb NOT NULL
);

-- One line an account. The ranks are the orders in which lines can be shown.
CREATE TABLE campaign_rhythm_line (
  campaign_id   text NOT NULL REFERENCES campaign_rhythm (campaign_id) ON DELETE CASCADE,
  account_key   bigint NOT NULL,
  pool          smallint NOT NULL,
  by_first      integer NOT NULL,
  by_pool       integer NOT NULL,
  by_similarity integer NOT NULL,
  exchanges     integer NOT NULL,
  -- Median pause between the starts of two sessions, in seconds, and its spread.
  turn          integer,
  turn_spread   integer,
  banned_at     timestamptz(3),
  -- As lib/model/marks.ts packs them, from campaign_rhythm.since.
  marks         bytea NOT NULL,
  PRIMARY KEY (campaign_id, account_key)
);
CREATE INDEX campaign_rhythm_line_first_idx ON campaign_rhythm_line (campaign_id, by_first);
CREATE INDEX campaign_rhythm_line_pool_idx ON campaign_rhythm_line (campaign_id, by_pool);
CREATE INDEX campaign_rhythm_line_similarity_idx ON campaign_rhythm_line (campaign_id, by_similarity);
