-- What people decide about groups: that two campaigns are one operation, that some accounts are another one, and that a
-- decision is taken back. Runs divide and join what they find accordingly.

-- The decision that made a campaign part of another (merged_into); null where a run found it so.
ALTER TABLE campaign ADD COLUMN merged_by text;
-- The campaign through which an account came in, where that was merged into this one by decision.
ALTER TABLE campaign_account ADD COLUMN part text;

-- Accounts that a person split off: where a run finds them in campaign_id, they are listed in into_id.
CREATE TABLE campaign_split (
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  account_key bigint NOT NULL,
  into_id     text NOT NULL,
  decision_id text NOT NULL,
  PRIMARY KEY (campaign_id, account_key)
);
CREATE INDEX campaign_split_into_idx ON campaign_split (into_id);
CREATE INDEX campaign_split_account_idx ON campaign_split (account_key);

-- What stood before a decision about a campaign, so that it can be taken back while nothing rests on it.
CREATE TABLE decision_undo (
  decision_id text PRIMARY KEY REFERENCES decision (id),
  seq         bigint GENERATED ALWAYS AS IDENTITY,
  campaign_id text NOT NULL,
  -- The other campaign it speaks of: merged into, split into, a duplicate of.
  other_id    text,
  stood       jsonb NOT NULL,
  undone_at   timestamptz(3),
  undone_by   text
);
CREATE INDEX decision_undo_campaign_idx ON decision_undo (campaign_id, seq DESC);
CREATE INDEX decision_undo_other_idx ON decision_undo (other_id, seq DESC);

-- Who follows a campaign.
CREATE TABLE campaign_watch (
  person_id   text NOT NULL,
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  since       timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, campaign_id)
);
CREATE INDEX campaign_watch_campaign_idx ON campaign_watch (campaign_id);

CREATE INDEX campaign_event_note_idx ON campaign_event (occurred_at DESC) WHERE kind = 'note';
CREATE INDEX decision_decided_at_idx ON decision (decided_at);
