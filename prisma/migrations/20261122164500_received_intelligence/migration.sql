-- Whoever shares indicators with us: a TAXII collection that the worker polls, or a name under which bundles are handed in.
CREATE TABLE intel_source (
  id             text PRIMARY KEY,
  -- taxii or upload
  kind           text NOT NULL,
  name           text NOT NULL,
  -- taxii: the API root and the collection in it, and how one signs in there (none, bearer, basic).
  url            text,
  collection     text,
  auth           text NOT NULL DEFAULT 'none',
  username       text,
  -- Sealed (lib/enforce/seal.ts).
  secret         text,
  every_minutes  integer,
  -- What it says of its own sureness counts for no more than this, in percent.
  confidence_cap integer NOT NULL,
  created_at     timestamptz(3) NOT NULL,
  paused_at      timestamptz(3),
  removed_at     timestamptz(3),
  -- How far it was read: the last X-TAXII-Date-Added-Last as it was given, and the page in the middle of which reading stopped.
  added_after    text,
  next_page      text,
  last_polled_at timestamptz(3),
  next_poll_at   timestamptz(3),
  failures       integer NOT NULL DEFAULT 0,
  last_error     text,
  version        integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX intel_source_name_key ON intel_source (lower(name)) WHERE removed_at IS NULL;

-- A bundle or a page as it came, and what became of it. body is forgotten once it was read.
CREATE TABLE intel_delivery (
  id          text PRIMARY KEY,
  source_id   text NOT NULL REFERENCES intel_source (id) ON DELETE CASCADE,
  -- upload, poll or command
  way         text NOT NULL,
  -- waiting, done or refused
  status      text NOT NULL DEFAULT 'waiting',
  by_name     text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  bytes       integer NOT NULL,
  body        bytea,
  objects     integer NOT NULL DEFAULT 0,
  added       integer NOT NULL DEFAULT 0,
  changed     integer NOT NULL DEFAULT 0,
  withdrawn   integer NOT NULL DEFAULT 0,
  known       integer NOT NULL DEFAULT 0,
  unmatched   integer NOT NULL DEFAULT 0,
  unused      integer NOT NULL DEFAULT 0,
  rejected    integer NOT NULL DEFAULT 0,
  rejects     jsonb NOT NULL DEFAULT '[]',
  trouble     text
);
CREATE INDEX intel_delivery_received_idx ON intel_delivery (received_at DESC, id DESC);
CREATE INDEX intel_delivery_waiting_idx ON intel_delivery (status, received_at);

-- What other objects say of indicators: who made them, of which campaign they are. The newest version of each.
CREATE TABLE intel_object (
  source_id  text NOT NULL REFERENCES intel_source (id) ON DELETE CASCADE,
  id         text NOT NULL,
  type       text NOT NULL,
  modified   timestamptz(3) NOT NULL,
  revoked    boolean NOT NULL,
  name       text,
  source_ref text,
  target_ref text,
  PRIMARY KEY (source_id, id)
);
CREATE INDEX intel_object_source_ref_idx ON intel_object (source_id, source_ref);
CREATE INDEX intel_object_target_ref_idx ON intel_object (source_id, target_ref);

-- Indicators as they were shared, the newest version of each, whether they can be looked for or not.
CREATE TABLE intel_indicator (
  source_id   text NOT NULL REFERENCES intel_source (id) ON DELETE CASCADE,
  id          text NOT NULL,
  created     timestamptz(3) NOT NULL,
  modified    timestamptz(3) NOT NULL,
  revoked     boolean NOT NULL,
  name        text,
  note        text,
  pattern     text NOT NULL,
  -- 0 to 1 as the source said, before its cap.
  confidence  real,
  valid_from  timestamptz(3) NOT NULL,
  valid_until timestamptz(3) NOT NULL,
  tlp         text NOT NULL,
  issuer_id   text,
  issuer      text,
  campaign_id text,
  campaign    text,
  -- Ways in which an account can match, and why some or all of it cannot be looked for.
  ways        integer NOT NULL,
  unmatched   text,
  received_at timestamptz(3) NOT NULL,
  -- Accounts that match, counted by the worker; common when they are so many that it says nothing here.
  hits        integer NOT NULL DEFAULT 0,
  common      boolean NOT NULL DEFAULT false,
  sighted_at  timestamptz(3),
  sighted_by  text,
  sighting_id text,
  PRIMARY KEY (source_id, id)
);
CREATE INDEX intel_indicator_received_idx ON intel_indicator (received_at DESC, id DESC);
CREATE INDEX intel_indicator_hits_idx ON intel_indicator (hits DESC, id DESC);

-- (by account) Accounts that match a received indicator.
CREATE TABLE intel_hit (
  source_id    text NOT NULL,
  indicator_id text NOT NULL,
  account_key  bigint NOT NULL,
  shown_at     timestamptz(3) NOT NULL,
  found_at     timestamptz(3) NOT NULL,
  PRIMARY KEY (source_id, indicator_id, account_key)
);
CREATE INDEX intel_hit_account_idx ON intel_hit (account_key);

-- Keys of prompts that were shared: ingest notes who sends them (kind prompt_anchor), the worker looks for them in what came before.
CREATE TABLE intel_anchor (
  key         bigint PRIMARY KEY,
  shared_at   timestamptz(3) NOT NULL,
  -- History is searched at once, and again when every ingest that did not know the key yet is over.
  searched_at timestamptz(3)
);

-- What is looked for: of an indicator of STIX each part (stix_id, way); an account matches a way when it shows all of its parts.
ALTER TABLE shared_indicator
  ADD COLUMN stix_id     text NOT NULL DEFAULT '',
  ADD COLUMN way         smallint NOT NULL DEFAULT 0,
  -- Indicators any of which shows it; a network that is wider than the blocks that are kept.
  ADD COLUMN keys        bigint[] NOT NULL DEFAULT ARRAY[]::bigint[],
  ADD COLUMN network     inet,
  -- What is kept is coarser than what was shared.
  ADD COLUMN approximate boolean NOT NULL DEFAULT false,
  ADD COLUMN valid_from  timestamptz(3),
  ADD COLUMN tlp         text,
  DROP CONSTRAINT shared_indicator_pkey,
  ADD PRIMARY KEY (indicator_key, source, stix_id, way);
CREATE INDEX shared_indicator_stix_idx ON shared_indicator (source, stix_id);

-- A campaign that a received indicator raised, and not a run: the source. Runs take it over once they find its accounts.
ALTER TABLE campaign ADD COLUMN shared_by text;
