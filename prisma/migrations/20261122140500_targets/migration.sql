-- A system that orders go to. What stood as the webhook is the first.
CREATE TABLE target (
  id            text PRIMARY KEY,
  -- webhook, litellm or pull
  kind          text NOT NULL,
  name          text NOT NULL,
  -- null for pull, whose receiver comes by itself
  url           text,
  -- Sealed (lib/enforce/seal.ts): what signs a webhook's orders, or LiteLLM's administrator key.
  secret        text,
  -- litellm: what an account's id is there (key, alias or user).
  key_from      text,
  -- Gets orders marked as test, and counts for none of them.
  test          boolean NOT NULL DEFAULT false,
  per_second    integer,
  paused_at     timestamptz(3),
  removed_at    timestamptz(3),
  created_at    timestamptz(3) NOT NULL,
  -- When somebody last had it tried, and what it answered.
  tested_at     timestamptz(3),
  test_ok       boolean,
  test_said     text,
  version       integer NOT NULL DEFAULT 1,
  -- How delivery goes, kept by the worker: failures in a row, how long it is left alone and why, when the limit allows the next order.
  failures      integer NOT NULL DEFAULT 0,
  held_until    timestamptz(3),
  held_why      text,
  next_send_at  timestamptz(3),
  last_taken_at timestamptz(3),
  -- Dead letters up to here are to be replayed.
  replay_before timestamptz(3),
  -- pull: the last place given in its list.
  published     bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX target_name_key ON target (lower(name)) WHERE removed_at IS NULL;

INSERT INTO target (id, kind, name, url, secret, paused_at, created_at, tested_at, test_ok, test_said)
SELECT 'webhook', 'webhook', 'Webhook', url, secret, CASE WHEN enabled THEN NULL ELSE now() END, created_at, tested_at, test_ok, test_said
  FROM webhook WHERE id = 'default';
DROP TABLE webhook;

-- Orders in the order of their transactions: of one account's, the later has the higher number.
ALTER TABLE enforcement_order ADD COLUMN seq bigint;
UPDATE enforcement_order o SET seq = n.seq
  FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS seq FROM enforcement_order) n WHERE n.id = o.id;
ALTER TABLE enforcement_order ALTER COLUMN seq SET NOT NULL;
ALTER TABLE enforcement_order ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('enforcement_order', 'seq'), coalesce(max(seq), 1), max(seq) IS NOT NULL) FROM enforcement_order;

-- (by account) The outbox: one order for one target, written in the transaction of the order.
CREATE TABLE order_delivery (
  account_key     bigint NOT NULL,
  target_id       text NOT NULL,
  seq             bigint NOT NULL,
  order_id        text NOT NULL,
  kind            text NOT NULL,
  test            boolean NOT NULL,
  -- An older order for the same account was still waiting when this one was written: only then is it looked for.
  follows         boolean NOT NULL,
  -- pending, delivered, dead, superseded or skipped
  status          text NOT NULL DEFAULT 'pending',
  attempts        integer NOT NULL DEFAULT 0,
  due_at          timestamptz(3) NOT NULL,
  -- pull: its place in the list, given once its transaction is over, so that no order is passed by.
  position        bigint,
  last_error      text,
  last_attempt_at timestamptz(3),
  settled_at      timestamptz(3),
  PRIMARY KEY (account_key, target_id, seq)
);
CREATE INDEX order_delivery_due_idx ON order_delivery (target_id, due_at, seq) WHERE status = 'pending';
CREATE INDEX order_delivery_position_idx ON order_delivery (target_id, position) WHERE status = 'pending' AND position IS NOT NULL;
CREATE INDEX order_delivery_follows_idx ON order_delivery (target_id, account_key) WHERE status = 'pending' AND follows;
CREATE INDEX order_delivery_dead_idx ON order_delivery (target_id, seq) WHERE status = 'dead';
CREATE INDEX order_delivery_newest_idx ON order_delivery (target_id, seq DESC);
CREATE INDEX order_delivery_order_idx ON order_delivery (order_id);
