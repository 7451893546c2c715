-- Accounts that are suspended or banned are few, and lists are narrowed to them all the time.
CREATE INDEX account_stopped_idx ON account (status, last_seen DESC NULLS LAST, key DESC) WHERE status <> 'active';
