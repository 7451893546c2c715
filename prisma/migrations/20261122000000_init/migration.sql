-- Keys named *_key are 64-bit hashes of the text they stand for (lib/model/hash.ts), so that any number of
-- processes can write without looking anything up, and so that the tables marked (by account) can be
-- distributed by account_key: every primary key on them holds it, and nothing refers to them by foreign key.

-- ── Intake ──────────────────────────────────────────────────────────────────────────────────────────────

-- (by account) created_at is null while an account is only known from its exchanges (a placeholder).
CREATE TABLE account (
  key                 bigint PRIMARY KEY,
  id                  text NOT NULL,
  created_at          timestamptz(3),
  first_seen          timestamptz(3),
  last_seen           timestamptz(3),
  exchanges           bigint NOT NULL DEFAULT 0,
  pathway             text,
  -- The pathway under which capability_day counts those exchanges of the account that name none.
  pathway_counted     text,
  plan                text,
  rpm_limit           integer,
  country             text,
  organization        text,
  email_domain        text,
  email_pattern       text,
  email_hash          text,
  phone_hash          text,
  payment_fingerprint text,
  payment_bin         text,
  payment_country     text,
  payment_kind        text,
  signup_ip           text,
  signup_asn          text,
  device_id           text,
  ja4                 text,
  verified            text,
  declared_use        text,
  status              text NOT NULL DEFAULT 'active',
  status_at           timestamptz(3),
  -- Counts decisions by people and keys, not ingest: what two analysts are checked against.
  version             integer NOT NULL DEFAULT 1
);
CREATE INDEX account_id_idx ON account (id text_pattern_ops);
CREATE INDEX account_last_seen_idx ON account (last_seen DESC NULLS LAST, key DESC);
CREATE INDEX account_created_at_idx ON account (created_at DESC NULLS LAST, key DESC);
CREATE INDEX account_exchanges_idx ON account (exchanges DESC, key DESC);

-- (by account) One row a request. Partitioned by day of occurred_at; see ensure_exchange_partition.
CREATE TABLE exchange (
  account_key   bigint NOT NULL,
  occurred_at   timestamptz(6) NOT NULL,
  model_key     bigint NOT NULL,
  session_key   bigint,
  system_key    bigint,
  head_key      bigint,
  tail_key      bigint,
  frame_key     bigint,
  tool_key      bigint,
  param_key     bigint,
  address_key   bigint,
  agent_key     bigint,
  input_tokens  integer,
  output_tokens integer,
  cached_tokens integer,
  latency_ms    integer,
  status        smallint,
  -- Index into CAPABILITIES, and the score of that capability in thousandths.
  capability    smallint NOT NULL,
  score         smallint NOT NULL,
  -- Index into PATHWAYS; bit i of modalities stands for MODALITIES[i].
  pathway       smallint,
  modalities    smallint NOT NULL DEFAULT 0,
  refused       boolean NOT NULL DEFAULT false,
  id            text NOT NULL,
  excerpt       text,
  PRIMARY KEY (account_key, occurred_at, id)
) PARTITION BY RANGE (occurred_at);

-- Makes the partition that holds the given UTC day. Safe to call from many processes at once.
CREATE FUNCTION ensure_exchange_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := 'exchange_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('exchange partition'));
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  -- Made apart and attached, which unlike PARTITION OF lets others read and write the other days meanwhile.
  EXECUTE format('CREATE TABLE %I (LIKE exchange INCLUDING ALL)', name);
  EXECUTE format(
    'ALTER TABLE exchange ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
END $$;

CREATE TABLE model (
  key         bigint PRIMARY KEY,
  name        text NOT NULL,
  released_at timestamptz(3),
  first_seen  timestamptz(3),
  last_seen   timestamptz(3)
);

-- (by account) What happened to an account; source is 'provider' or 'retort'.
CREATE TABLE account_event (
  account_key bigint NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  kind        text NOT NULL,
  source      text NOT NULL DEFAULT 'provider',
  reason      text,
  PRIMARY KEY (account_key, occurred_at, kind)
);
CREATE INDEX account_event_occurred_at_idx ON account_event (occurred_at);

-- Every interned value that accounts can share. accounts is its spread as of the last detection run.
CREATE TABLE indicator (
  key      bigint PRIMARY KEY,
  kind     text NOT NULL,
  value    text NOT NULL,
  accounts integer NOT NULL DEFAULT 0
);
CREATE INDEX indicator_value_idx ON indicator (value text_pattern_ops);

-- (by account) Rollup: which account showed which indicator, and when.
CREATE TABLE account_indicator (
  account_key   bigint NOT NULL,
  indicator_key bigint NOT NULL,
  first_seen    timestamptz(3) NOT NULL,
  last_seen     timestamptz(3) NOT NULL,
  exchanges     integer NOT NULL DEFAULT 0,
  PRIMARY KEY (account_key, indicator_key)
);
CREATE INDEX account_indicator_indicator_idx ON account_indicator (indicator_key, account_key);

-- (by account) Rollup: hidden reasoning blocks by who was issued them and who presented them.
CREATE TABLE reasoning_block (
  block_key    bigint NOT NULL,
  account_key  bigint NOT NULL,
  issued_at    timestamptz(3),
  presented_at timestamptz(3),
  PRIMARY KEY (block_key, account_key)
);

-- (by account) Rollup: traffic by account, hour, capability and model.
CREATE TABLE account_hour (
  account_key   bigint NOT NULL,
  hour          timestamptz(3) NOT NULL,
  capability    smallint NOT NULL,
  model_key     bigint NOT NULL,
  exchanges     integer NOT NULL,
  input_tokens  bigint NOT NULL,
  output_tokens bigint NOT NULL,
  refused       integer NOT NULL,
  limited       integer NOT NULL,
  PRIMARY KEY (account_key, hour, capability, model_key)
);

-- Rollup: all traffic by day, capability, model and pathway; pathway -1 is unknown.
CREATE TABLE capability_day (
  day           date NOT NULL,
  capability    smallint NOT NULL,
  model_key     bigint NOT NULL,
  pathway       smallint NOT NULL,
  exchanges     bigint NOT NULL,
  output_tokens bigint NOT NULL,
  PRIMARY KEY (day, capability, model_key, pathway)
);

-- What other providers shared.
CREATE TABLE shared_indicator (
  indicator_key bigint NOT NULL,
  source        text NOT NULL DEFAULT '',
  kind          text NOT NULL,
  value         text NOT NULL,
  confidence    real,
  valid_until   timestamptz(3),
  note          text,
  received_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (indicator_key, source)
);

CREATE TABLE ingest_batch (
  id             text PRIMARY KEY,
  source         text NOT NULL,
  actor          text NOT NULL,
  started_at     timestamptz(3) NOT NULL,
  finished_at    timestamptz(3),
  newest_at      timestamptz(3),
  accepted       bigint NOT NULL DEFAULT 0,
  duplicates     bigint NOT NULL DEFAULT 0,
  rejected       bigint NOT NULL DEFAULT 0,
  unknown_fields bigint NOT NULL DEFAULT 0
);
CREATE INDEX ingest_batch_started_at_idx ON ingest_batch (started_at DESC);

CREATE TABLE ingest_reject (
  batch_id text NOT NULL REFERENCES ingest_batch (id) ON DELETE CASCADE,
  line     bigint NOT NULL,
  code     text NOT NULL,
  message  text NOT NULL,
  PRIMARY KEY (batch_id, line)
);

-- ── Detection ───────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE detection_run (
  id          text PRIMARY KEY,
  until       timestamptz(3) NOT NULL,
  window_days integer NOT NULL,
  started_at  timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  exchanges   bigint NOT NULL DEFAULT 0,
  accounts    integer NOT NULL DEFAULT 0,
  campaigns   integer NOT NULL DEFAULT 0,
  error       text
);
CREATE INDEX detection_run_started_at_idx ON detection_run (started_at DESC);

CREATE TABLE campaign (
  id                 text PRIMARY KEY,
  title              text NOT NULL,
  status             text NOT NULL DEFAULT 'suspected',
  first_seen         timestamptz(3) NOT NULL,
  last_seen          timestamptz(3) NOT NULL,
  detected_at        timestamptz(3) NOT NULL,
  score              double precision NOT NULL,
  coordination       double precision NOT NULL,
  extraction         double precision NOT NULL,
  recommended_action text NOT NULL,
  exchanges          bigint NOT NULL,
  harvest_exchanges  bigint NOT NULL,
  account_count      integer NOT NULL,
  active_accounts    integer NOT NULL,
  -- capability → share of the harvest; capability → share among peers on the same plans and pathways.
  capabilities       jsonb NOT NULL,
  baseline           jsonb NOT NULL,
  peers              integer NOT NULL DEFAULT 0,
  -- Exchanges a day over the last 28 days of the run, oldest first.
  trend              jsonb NOT NULL,
  owner_id           text,
  run_id             text NOT NULL,
  -- False once a later run no longer finds the group; what was decided stays.
  current            boolean NOT NULL DEFAULT true,
  decided_at         timestamptz(3),
  contained_at       timestamptz(3),
  dismiss_outcome    text,
  -- Fingerprint of the evidence a person judged; the campaign is raised again only when it changes.
  judged_evidence    jsonb,
  version            integer NOT NULL DEFAULT 1
);
CREATE INDEX campaign_score_idx ON campaign (score DESC, id);

CREATE TABLE campaign_evidence (
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  signal      text NOT NULL,
  about       text NOT NULL,
  log_odds    double precision NOT NULL,
  summary     text NOT NULL,
  baseline    text NOT NULL,
  details     jsonb NOT NULL,
  PRIMARY KEY (campaign_id, signal)
);

CREATE TABLE campaign_account (
  campaign_id        text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  account_key        bigint NOT NULL,
  membership         double precision NOT NULL,
  harvest_share      double precision NOT NULL,
  role               text NOT NULL,
  reasons            jsonb NOT NULL,
  recommended_action text NOT NULL,
  exchanges          integer NOT NULL,
  harvest_exchanges  integer NOT NULL,
  -- Why this member may be innocent, or null.
  looks_innocent     text,
  joined_at          timestamptz(3) NOT NULL,
  PRIMARY KEY (campaign_id, account_key)
);
CREATE INDEX campaign_account_membership_idx ON campaign_account (campaign_id, membership DESC, account_key);
CREATE INDEX campaign_account_account_idx ON campaign_account (account_key);

-- Traffic of a campaign's members by hour, written by each run, so that no page adds up member rows.
CREATE TABLE campaign_hour (
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  hour        timestamptz(3) NOT NULL,
  capability  smallint NOT NULL,
  model_key   bigint NOT NULL,
  pathway     smallint NOT NULL,
  exchanges   integer NOT NULL,
  harvest     integer NOT NULL,
  PRIMARY KEY (campaign_id, hour, capability, model_key, pathway)
);

CREATE TABLE campaign_event (
  id          text PRIMARY KEY,
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  occurred_at timestamptz(3) NOT NULL,
  -- detected, jumped, faded, merged, split, succeeded, raised_again, confirmed, dismissed, contained, …
  kind        text NOT NULL,
  actor_name  text,
  summary     text NOT NULL,
  details     jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX campaign_event_campaign_idx ON campaign_event (campaign_id, occurred_at);

-- A scaffold family: anchors (head, tail, frame, system keys) that recur across accounts.
CREATE TABLE scaffold (
  id         text PRIMARY KEY,
  skeleton   text NOT NULL,
  capability smallint NOT NULL,
  accounts   integer NOT NULL,
  exchanges  bigint NOT NULL,
  first_seen timestamptz(3) NOT NULL,
  last_seen  timestamptz(3) NOT NULL,
  anchors    bigint[] NOT NULL,
  -- Masked excerpts that show the family, at most five.
  examples   jsonb NOT NULL
);

CREATE TABLE scaffold_account (
  scaffold_id text NOT NULL REFERENCES scaffold (id) ON DELETE CASCADE,
  account_key bigint NOT NULL,
  exchanges   integer NOT NULL,
  first_seen  timestamptz(3) NOT NULL,
  last_seen   timestamptz(3) NOT NULL,
  PRIMARY KEY (scaffold_id, account_key)
);
CREATE INDEX scaffold_account_account_idx ON scaffold_account (account_key);

CREATE TABLE scaffold_day (
  scaffold_id text NOT NULL REFERENCES scaffold (id) ON DELETE CASCADE,
  day         date NOT NULL,
  accounts    integer NOT NULL,
  exchanges   integer NOT NULL,
  PRIMARY KEY (scaffold_id, day)
);

CREATE TABLE campaign_scaffold (
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  scaffold_id text NOT NULL,
  accounts    integer NOT NULL,
  exchanges   bigint NOT NULL,
  PRIMARY KEY (campaign_id, scaffold_id)
);

-- A reason to look. subject keeps one condition from raising two alerts.
CREATE TABLE alert (
  id          text PRIMARY KEY,
  kind        text NOT NULL,
  subject     text NOT NULL UNIQUE,
  campaign_id text NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  severity    text NOT NULL,
  score       double precision NOT NULL,
  summary     text NOT NULL,
  status      text NOT NULL DEFAULT 'open',
  assignee_id text,
  created_at  timestamptz(3) NOT NULL,
  due_at      timestamptz(3),
  decided_at  timestamptz(3),
  version     integer NOT NULL DEFAULT 1
);
CREATE INDEX alert_open_idx ON alert (status, score DESC, id);

-- ── Decisions ───────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE decision (
  id          text PRIMARY KEY,
  kind        text NOT NULL,
  campaign_id text,
  account_key bigint,
  reason      text NOT NULL,
  outcome     text,
  actor_kind  text NOT NULL,
  actor_id    text NOT NULL,
  actor_name  text NOT NULL,
  decided_at  timestamptz(3) NOT NULL
);
CREATE INDEX decision_campaign_idx ON decision (campaign_id, decided_at DESC);
CREATE INDEX decision_account_idx ON decision (account_key, decided_at DESC);

-- One instruction to the provider's systems. id is the idempotency key the receiver sees.
CREATE TABLE enforcement_order (
  id              text PRIMARY KEY,
  decision_id     text NOT NULL REFERENCES decision (id),
  account_key     bigint NOT NULL,
  account_id      text NOT NULL,
  kind            text NOT NULL,
  reason          text NOT NULL,
  status          text NOT NULL DEFAULT 'pending',
  attempts        integer NOT NULL DEFAULT 0,
  last_error      text,
  created_at      timestamptz(3) NOT NULL,
  last_attempt_at timestamptz(3),
  delivered_at    timestamptz(3)
);
CREATE INDEX enforcement_order_status_idx ON enforcement_order (status, created_at);
CREATE INDEX enforcement_order_account_idx ON enforcement_order (account_key, created_at DESC);

CREATE TABLE webhook (
  id         text PRIMARY KEY,
  url        text NOT NULL,
  secret     text NOT NULL,
  enabled    boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL,
  -- When somebody last had it tried, and what it answered.
  tested_at  timestamptz(3),
  test_ok    boolean,
  test_said  text,
  version    integer NOT NULL DEFAULT 1
);

-- Append only. hash covers the entry and prev_hash, so a change or a gap anywhere breaks the chain.
CREATE TABLE audit_entry (
  seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz(3) NOT NULL,
  actor_kind text NOT NULL,
  actor_id   text NOT NULL,
  actor_name text NOT NULL,
  verb       text NOT NULL,
  entity     text NOT NULL,
  entity_id  text NOT NULL,
  before     jsonb,
  after      jsonb,
  prev_hash  text NOT NULL,
  hash       text NOT NULL
);
CREATE INDEX audit_entry_entity_idx ON audit_entry (entity, entity_id, seq DESC);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append only';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

-- ── People and keys ─────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE auth_user (
  id             text PRIMARY KEY,
  name           text NOT NULL,
  email          text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image          text,
  role           text NOT NULL DEFAULT 'viewer',
  banned         boolean NOT NULL DEFAULT false,
  ban_reason     text,
  ban_expires    timestamptz(3),
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  updated_at     timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE auth_session (
  id              text PRIMARY KEY,
  token           text NOT NULL UNIQUE,
  user_id         text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  expires_at      timestamptz(3) NOT NULL,
  ip_address      text,
  user_agent      text,
  impersonated_by text,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_at      timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX auth_session_user_id_idx ON auth_session (user_id);

CREATE TABLE auth_account (
  id                       text PRIMARY KEY,
  account_id               text NOT NULL,
  provider_id              text NOT NULL,
  user_id                  text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope                    text,
  password                 text,
  created_at               timestamptz(3) NOT NULL DEFAULT now(),
  updated_at               timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX auth_account_user_id_idx ON auth_account (user_id);

CREATE TABLE auth_verification (
  id         text PRIMARY KEY,
  identifier text NOT NULL,
  value      text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE auth_rate_limit (
  id           text PRIMARY KEY,
  key          text NOT NULL UNIQUE,
  count        integer NOT NULL,
  last_request bigint NOT NULL
);

CREATE TABLE api_key (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  -- SHA-256 of the secret; the secret itself is shown once and never kept.
  hash         text NOT NULL UNIQUE,
  prefix       text NOT NULL,
  scopes       text[] NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  expires_at   timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at   timestamptz(3),
  version      integer NOT NULL DEFAULT 1
);
