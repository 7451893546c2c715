-- ── What other systems send: kept before it is answered, worked off in order ──────────────────────────────

-- One source of records: how it is mapped where somebody changed that, and how far its intake is.
CREATE TABLE source (
  name             text PRIMARY KEY,
  -- The built-in source whose envelope and mapping it has.
  format           text NOT NULL,
  -- The mapping that somebody saved; null: the format's own.
  profile          jsonb,
  version          integer NOT NULL DEFAULT 1,
  changed_by       text,
  changed_at       timestamptz(3),
  bodies           bigint NOT NULL DEFAULT 0,
  bytes            bigint NOT NULL DEFAULT 0,
  accepted         bigint NOT NULL DEFAULT 0,
  duplicates       bigint NOT NULL DEFAULT 0,
  rejected         bigint NOT NULL DEFAULT 0,
  -- When the last body taken in had come, when it was taken in, and the time of its newest exchange.
  last_received_at timestamptz(3),
  last_taken_at    timestamptz(3),
  newest_at        timestamptz(3),
  -- The bodies being taken in, and how often that was begun: what a worker that died leaves behind.
  turn             bigint[],
  turn_tries       smallint NOT NULL DEFAULT 0,
  -- The figures at the last entry of the audit log, and when that was.
  audited_at       timestamptz(3),
  audited          jsonb
);

CREATE TABLE source_minute (
  source     text NOT NULL,
  minute     timestamptz(3) NOT NULL,
  bodies     integer NOT NULL,
  bytes      bigint NOT NULL,
  accepted   integer NOT NULL,
  duplicates integer NOT NULL,
  rejected   integer NOT NULL,
  PRIMARY KEY (source, minute)
);

-- Bodies as they came. Short-lived: a row is deleted in the transaction that has taken in all of it.
CREATE TABLE inbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source      text NOT NULL,
  actor       text NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Empty: as the source writes them. 'lines': lines of JSON rows already.
  form        text NOT NULL DEFAULT '',
  size        integer NOT NULL,
  body        bytea NOT NULL,
  -- Set for a body that could not be taken in however often it was tried, with the reason.
  aside_at    timestamptz(3),
  fault       text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0.2);
CREATE INDEX inbox_waiting_idx ON inbox (source, id) INCLUDE (size, received_at) WHERE aside_at IS NULL;
CREATE INDEX inbox_aside_idx ON inbox (source, id) WHERE aside_at IS NOT NULL;

-- Rows of bodies that were refused. `raw` is the row itself, for trying it again; null where it was too long or may not be kept.
CREATE TABLE inbox_reject (
  inbox_id    bigint NOT NULL,
  line        integer NOT NULL,
  ordinal     integer NOT NULL,
  source      text NOT NULL,
  rejected_at timestamptz(3) NOT NULL,
  code        text NOT NULL,
  message     text NOT NULL,
  excerpt     text,
  raw         bytea,
  PRIMARY KEY (inbox_id, line, ordinal)
);
CREATE INDEX inbox_reject_source_idx ON inbox_reject (source, rejected_at DESC, inbox_id DESC, line DESC, ordinal DESC);

-- The only source that a key for ingest may send as; null: any.
ALTER TABLE api_key ADD COLUMN source text;
