-- A batch: one decision that orders the same for many accounts, from its draft to the last result.
CREATE TABLE batch (
  id                text PRIMARY KEY,
  -- verify, throttle, suspend, ban or reinstate; null while nobody has said what is to be done.
  kind              text,
  status            text NOT NULL DEFAULT 'draft',
  campaign_id       text,
  -- What was asked for: a filter, an indicator or ids, and who was left out of it.
  scope             jsonb NOT NULL,
  -- The moment as of which the scope is meant, and when its accounts were written down; null until then.
  cutoff            timestamptz(3) NOT NULL,
  frozen_at         timestamptz(3),
  -- Why its accounts could not be written down.
  trouble           text,
  -- Counts as they were written down, and the campaign with its scores and evidence as it stood.
  preview           jsonb,
  evidence          jsonb,
  reason            text,
  policy            text,
  -- {"mode": now | at | spread, "starts_at", "ends_at"}
  schedule          jsonb,
  drafted_at        timestamptz(3) NOT NULL,
  requested_by_kind text NOT NULL,
  requested_by_id   text NOT NULL,
  requested_by_name text NOT NULL,
  requested_at      timestamptz(3),
  -- Sentences that say why a second person is needed; null when none is.
  approval_needed   jsonb,
  -- A draft or a request that nobody answers runs out then.
  expires_at        timestamptz(3),
  approved_by_id    text,
  approved_by_name  text,
  approved_at       timestamptz(3),
  declined_by_id    text,
  declined_by_name  text,
  declined_at       timestamptz(3),
  decline_reason    text,
  decision_id       text,
  -- Accounts in it, those among them that look innocent, and what became of them.
  total             integer NOT NULL DEFAULT 0,
  innocent          integer NOT NULL DEFAULT 0,
  applied           integer NOT NULL DEFAULT 0,
  skipped           integer NOT NULL DEFAULT 0,
  failed            integer NOT NULL DEFAULT 0,
  started_at        timestamptz(3),
  paused_at         timestamptz(3),
  paused_by_name    text,
  cancelled_at      timestamptz(3),
  cancelled_by_name text,
  finished_at       timestamptz(3),
  -- The batch whose accounts this one reinstates.
  reverses          text,
  -- Counts what people and keys did to it, not its progress.
  version           integer NOT NULL DEFAULT 1,
  CONSTRAINT batch_four_eyes CHECK (approved_by_id IS NULL OR approved_by_id <> requested_by_id),
  CONSTRAINT batch_approved CHECK (
    approval_needed IS NULL OR approved_by_id IS NOT NULL
    OR status IN ('waiting', 'declined', 'expired', 'cancelled')),
  CONSTRAINT batch_said CHECK (
    status IN ('draft', 'expired', 'cancelled') OR (kind IS NOT NULL AND reason IS NOT NULL AND schedule IS NOT NULL))
);
CREATE INDEX batch_drafted_at_idx ON batch (drafted_at DESC, id DESC);
CREATE INDEX batch_status_idx ON batch (status, drafted_at DESC, id DESC);
CREATE INDEX batch_requested_by_idx ON batch (requested_by_id, drafted_at DESC, id DESC);
CREATE INDEX batch_campaign_idx ON batch (campaign_id);
CREATE INDEX batch_reverses_idx ON batch (reverses);

-- (by account) One account of a batch, and what became of it.
CREATE TABLE batch_account (
  batch_id      text NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  account_key   bigint NOT NULL,
  account_id    text NOT NULL,
  -- Its place in the window over which orders are spread: random, from 0 to 1, and the order in which accounts are taken.
  turn          double precision NOT NULL,
  -- pending, applied, skipped, failed or left_out
  result        text NOT NULL,
  -- Why it was skipped, failed or left out.
  why           text,
  -- As it stood when the batch was frozen.
  status_seen   text NOT NULL,
  membership    double precision,
  harvest_share double precision,
  -- What speaks for its innocence (INNOCENT_SIGNS in lib/model/batch-moves.ts).
  look_innocent text[] NOT NULL,
  order_id      text,
  done_at       timestamptz(3),
  reversed_at   timestamptz(3),
  PRIMARY KEY (batch_id, account_key)
);
CREATE INDEX batch_account_turn_idx ON batch_account (batch_id, turn, account_key);
CREATE INDEX batch_account_pending_idx ON batch_account (batch_id, turn) WHERE result = 'pending';
CREATE INDEX batch_account_account_idx ON batch_account (account_key);

-- No account gets two orders from one batch, whatever happens to the process that works on it.
ALTER TABLE enforcement_order ADD COLUMN batch_id text;
CREATE UNIQUE INDEX enforcement_order_batch_key ON enforcement_order (batch_id, account_key) WHERE batch_id IS NOT NULL;

-- What this deployment has set; what is not here has its default (lib/model/setting.ts).
CREATE TABLE setting (
  key        text PRIMARY KEY,
  value      jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  version    integer NOT NULL DEFAULT 1
);
