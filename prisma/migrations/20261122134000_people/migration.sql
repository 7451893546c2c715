-- People: second factors, invitations, sessions that say how and when somebody last proved who they are, and
-- failed sign-ins that lock.

ALTER TABLE auth_user ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;

-- method: password, two_factor or sso. fresh_at: when the person last proved in this session who they are.
ALTER TABLE auth_session
  ADD COLUMN method   text NOT NULL DEFAULT 'password',
  ADD COLUMN fresh_at timestamptz(3),
  ADD COLUMN seen_at  timestamptz(3);

CREATE TABLE auth_two_factor (
  id                        text PRIMARY KEY,
  user_id                   text NOT NULL UNIQUE REFERENCES auth_user (id) ON DELETE CASCADE,
  -- Both are encrypted with the secret that signs sessions.
  secret                    text NOT NULL,
  backup_codes              text NOT NULL,
  verified                  boolean NOT NULL DEFAULT false,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until              timestamptz(3),
  -- The time step of the last code that was taken: no code is taken twice.
  last_step                 bigint,
  created_at                timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE invitation (
  id            text PRIMARY KEY,
  email         text NOT NULL,
  role          text NOT NULL,
  -- SHA-256 of the token in the link; the link itself is shown once and never kept.
  token_hash    text NOT NULL UNIQUE,
  invited_by_id text NOT NULL,
  invited_by    text NOT NULL,
  created_at    timestamptz(3) NOT NULL,
  expires_at    timestamptz(3) NOT NULL,
  accepted_at   timestamptz(3),
  user_id       text REFERENCES auth_user (id) ON DELETE SET NULL,
  revoked_at    timestamptz(3)
);
CREATE UNIQUE INDEX invitation_one_open ON invitation (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_created_at_idx ON invitation (created_at, id);

-- Failed proofs of who somebody is, by e-mail address (as a hash) and by network address.
CREATE TABLE sign_in_failure (
  key      text PRIMARY KEY,
  failures integer NOT NULL,
  since    timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_failure_since_idx ON sign_in_failure (since);
