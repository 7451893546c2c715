-- Another provider that may read what is shared here, with a key of its own.
CREATE TABLE peer (
  id          text PRIMARY KEY,
  -- Also the user name of clients that know only HTTP basic.
  name        text NOT NULL,
  contact     text NOT NULL DEFAULT '',
  -- The highest TLP marking that it may read.
  clearance   text NOT NULL,
  key_id      text NOT NULL REFERENCES api_key (id),
  added_by    text NOT NULL,
  added_at    timestamptz(3) NOT NULL,
  disabled_at timestamptz(3),
  version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX peer_name_key ON peer (name);
CREATE UNIQUE INDEX peer_key_id_key ON peer (key_id);

-- What is published at one TLP marking. Its row is held by whoever publishes, so that they come one after the other.
CREATE TABLE shared_collection (
  alias      text PRIMARY KEY,
  id         text NOT NULL,
  tlp        text NOT NULL,
  last_added timestamptz(6) NOT NULL
);
CREATE UNIQUE INDEX shared_collection_id_key ON shared_collection (id);
INSERT INTO shared_collection (alias, id, tlp, last_added) VALUES
  ('clear', gen_random_uuid(), 'TLP:CLEAR', 'epoch'),
  ('green', gen_random_uuid(), 'TLP:GREEN', 'epoch'),
  ('amber', gen_random_uuid(), 'TLP:AMBER', 'epoch'),
  ('amber-strict', gen_random_uuid(), 'TLP:AMBER+STRICT', 'epoch');

-- Every version of every object that was ever published: never changed, never deleted.
CREATE TABLE shared_object (
  collection text NOT NULL REFERENCES shared_collection (alias),
  -- Strictly increasing within a collection, and later than any page that somebody read before.
  date_added timestamptz(6) NOT NULL,
  id         text NOT NULL,
  type       text NOT NULL,
  -- Its modified, else its created, else date_added.
  version    timestamptz(6) NOT NULL,
  -- The object as JSON.
  object     text NOT NULL,
  PRIMARY KEY (collection, date_added)
);
CREATE UNIQUE INDEX shared_object_version_key ON shared_object (collection, id, version);
CREATE INDEX shared_object_type_idx ON shared_object (collection, type, date_added);

-- The newest version of each object, by the id under which it is made. What is revoked is never said again under the same id,
-- so what comes back is another generation with an id of its own.
CREATE TABLE shared_head (
  collection text NOT NULL REFERENCES shared_collection (alias),
  base_id    text NOT NULL,
  id         text NOT NULL,
  generation integer NOT NULL,
  type       text NOT NULL,
  -- Who says it: campaign:ID, …; nobody for what says the same whoever says it.
  owner      text,
  version    timestamptz(6) NOT NULL,
  -- SHA-256 of what it says, without its time.
  digest     text NOT NULL,
  revoked    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (collection, base_id)
);
CREATE INDEX shared_head_owner_idx ON shared_head (collection, owner);

-- A campaign that somebody decided to share, once for each marking.
CREATE TABLE campaign_share (
  campaign_id       text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  tlp               text NOT NULL,
  level             text NOT NULL,
  -- publishing, published, withdrawing, withdrawn or failed.
  status            text NOT NULL,
  reason            text NOT NULL,
  requested_by_kind text NOT NULL,
  requested_by_id   text NOT NULL,
  requested_by_name text NOT NULL,
  requested_at      timestamptz(3) NOT NULL,
  settled_at        timestamptz(3),
  -- The state of the campaign that peers have, and how many objects say it.
  cutoff            timestamptz(3),
  objects           integer,
  trouble           text,
  version           integer NOT NULL DEFAULT 1,
  PRIMARY KEY (campaign_id, tlp)
);
CREATE INDEX campaign_share_status_idx ON campaign_share (status);
