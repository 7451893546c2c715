-- Where fields of an account come from that no record says, by the name of the field; and when its payment held, where that is known.
ALTER TABLE account
  ADD COLUMN derived jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN payment_at timestamptz(3);

-- The endpoint that Stripe sends to: one row, once somebody has set it up. The secret is sealed.
CREATE TABLE stripe_endpoint (
  id boolean NOT NULL DEFAULT true,
  secret text NOT NULL,
  account_key text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT stripe_endpoint_pkey PRIMARY KEY (id),
  CONSTRAINT stripe_endpoint_one CHECK (id)
);

-- Events that came, so that each counts once however often it is sent.
CREATE TABLE stripe_event (
  id text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  CONSTRAINT stripe_event_pkey PRIMARY KEY (id)
);
CREATE INDEX stripe_event_received_at_idx ON stripe_event (received_at);

-- How many events of a type came to what.
CREATE TABLE stripe_tally (
  type text NOT NULL,
  outcome text NOT NULL,
  events bigint NOT NULL DEFAULT 0,
  last_at timestamptz(3) NOT NULL,
  CONSTRAINT stripe_tally_pkey PRIMARY KEY (type, outcome)
);

-- Which account a customer or a payment of Stripe is of. For a customer also its last facts, hashed as they are kept, to
-- be told again when it turns out to be another account.
CREATE TABLE stripe_ref (
  ref text NOT NULL,
  account_id text NOT NULL,
  named boolean NOT NULL,
  facts jsonb,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT stripe_ref_pkey PRIMARY KEY (ref)
);
CREATE INDEX stripe_ref_seen_at_idx ON stripe_ref (seen_at);
