-- What a campaign's accounts have in common, drawn by the worker for one run, so that no page counts members.
CREATE TABLE campaign_links (
  campaign_id text PRIMARY KEY,
  -- The run it was drawn for; another one in campaign.run_id means that it is due.
  run_id      text NOT NULL,
  -- Members, and accounts outside of the campaign that values are compared with.
  members     integer NOT NULL,
  outside     integer NOT NULL,
  -- The collapsed graph with its layout.
  graph       jsonb NOT NULL
);

-- One shared value, by weight.
CREATE TABLE campaign_link (
  campaign_id text NOT NULL REFERENCES campaign_links (campaign_id) ON DELETE CASCADE,
  position    integer NOT NULL,
  kind        text NOT NULL,
  value       text NOT NULL,
  key         bigint NOT NULL,
  accounts    integer NOT NULL,
  outside     integer NOT NULL,
  log_odds    double precision NOT NULL,
  hub         boolean NOT NULL,
  -- Bit n stands for the member with rank n in campaign_link_account.
  members     bytea NOT NULL,
  PRIMARY KEY (campaign_id, position)
);

CREATE TABLE campaign_link_account (
  campaign_id text NOT NULL REFERENCES campaign_links (campaign_id) ON DELETE CASCADE,
  rank        integer NOT NULL,
  account_key bigint NOT NULL,
  PRIMARY KEY (campaign_id, rank)
);
