-- What detection advised at most about an account of a batch when it was written down, over the campaigns that the batch judges by, and
-- whether a person had confirmed one of them. NULL where it was in none, and in batches of before.
ALTER TABLE batch_account ADD COLUMN advised text CHECK (advised IN ('watch', 'verify', 'throttle', 'suspend')), ADD COLUMN confirmed boolean;
