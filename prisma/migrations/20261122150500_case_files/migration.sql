-- A case file that somebody asked for: made by the worker, kept in pieces so that every web process can give it out.
CREATE TABLE case_file (
  id                text PRIMARY KEY,
  campaign_id       text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  level             text NOT NULL,
  tlp               text NOT NULL,
  format            text NOT NULL,
  -- waiting, done or failed; while it is being written progress says how far, from 0 to 1.
  status            text NOT NULL DEFAULT 'waiting',
  progress          real,
  trouble           text,
  requested_by_kind text NOT NULL,
  requested_by_id   text NOT NULL,
  requested_by_name text NOT NULL,
  requested_at      timestamptz(3) NOT NULL,
  finished_at       timestamptz(3),
  -- The state of the campaign that it is of.
  cutoff            timestamptz(3),
  size              bigint,
  sha256            text,
  -- From then on its pieces are gone; made again of the same state it is the same file.
  expires_at        timestamptz(3)
);
CREATE INDEX case_file_campaign_idx ON case_file (campaign_id, requested_at DESC, id DESC);
CREATE INDEX case_file_status_idx ON case_file (status, requested_at);

CREATE TABLE case_file_piece (
  case_file_id text NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
  position     integer NOT NULL,
  bytes        bytea NOT NULL,
  PRIMARY KEY (case_file_id, position)
);
